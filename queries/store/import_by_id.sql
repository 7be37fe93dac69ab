-- one import
select * from imports where import_id = $import_id;
