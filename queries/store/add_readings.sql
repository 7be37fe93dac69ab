-- appends one reading a text
insert into readings by name select *, localtimestamp as read_at from batch;
