-- one row per schema step that this store has taken
select name from schema_steps order by name;
