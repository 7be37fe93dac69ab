-- one row per schema step that this store has taken
create table if not exists schema_steps (name varchar primary key, taken_at timestamp);
