-- accepted rows of an import enter activities
insert into activities by name
select $import_id as import_id, * exclude (told_at, has_id, row_key, reason)
from staged
where reason is null;
