-- one row: the id of the next import
select coalesce(max(import_id), 0) + 1 as import_id from imports;
