-- the mapping of files with this header is kept, for the next of them
insert or replace into file_shapes
select $shape as shape, $mapping as mapping, $settled_by as settled_by, localtimestamp as settled_at;
