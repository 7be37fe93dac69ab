-- appends rows of a file as text
insert into landed_rows select $import_id, line, cells from batch;
