-- a way of naming somebody is settled by hand: whom it means, or, without person_ref, nobody whom a people file names
delete from aliases where import_id is null and lower(trim(alias)) = lower(trim($alias));
insert into aliases by name
select $alias as alias, $person_ref as person_ref, $settled_by as settled_by, localtimestamp as settled_at;
