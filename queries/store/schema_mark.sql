-- marks a schema step as taken
insert into schema_steps values ($name, localtimestamp);
