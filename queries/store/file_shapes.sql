-- one row per header of files of which somebody said how they are to be read
select shape, mapping, settled_by, settled_at from file_shapes;
