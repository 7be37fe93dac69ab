-- one row per setting that this workspace changed
select name, value from settings order by name;
