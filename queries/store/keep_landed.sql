-- rows that landed beside the store enter it, but for those that name somebody whose data was deleted for good
with cells_told as (
    select line, unnest(cells) as cell from landed where exists (from tombstones)
),

named as (
    select line from touched
    union
    select line from cells_told where length(trim(cell)) >= 4 and is_erased(cell)
)

insert into landed_rows
select $import_id, line, cells
from landed
anti join named using (line);
