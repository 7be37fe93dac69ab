-- accepted rows of an import enter memberships
insert into memberships by name
select columns(c -> c not in ('reason', 'told_at', 'told_id')), $import_id as import_id
from staged
where reason is null;
