-- rows that landed beside the store enter it, but for those that name somebody whose data was deleted for good
with erased as (
    select distinct line
    from (select line, unnest(cells) as cell from landing.landed where exists (from tombstones))
    where is_erased(cell)
)

insert into landed_rows
select $import_id, line, cells
from landing.landed
anti join erased using (line);
