-- what was settled by hand about a way of naming somebody is open again
delete from aliases where import_id is null and lower(trim(alias)) = lower(trim($alias));
