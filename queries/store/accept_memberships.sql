-- accepted rows of an import enter memberships
insert into memberships by name
select $import_id as import_id, * exclude (has_id, row_key, reason)
from staged
where reason is null;
