-- accepted rows of an import enter check_ins
insert into check_ins by name
select columns(c -> c not in ('reason', 'told_at', 'told_id')), $import_id as import_id
from staged
where reason is null;
