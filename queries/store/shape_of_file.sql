-- the mapping that was last given for files with the same header
select mapping, settled_by, settled_at
from file_shapes
where shape = $shape;
