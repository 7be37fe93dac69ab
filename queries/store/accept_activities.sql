-- accepted rows of an import enter activities
insert into activities by name
select columns(c -> c not in ('reason', 'told_at', 'told_id')), $import_id as import_id
from staged
where reason is null;
