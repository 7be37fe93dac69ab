-- accepted rows of an import enter aliases
insert into aliases by name
select $import_id as import_id, * exclude (has_id, row_key, reason)
from staged
where reason is null;
