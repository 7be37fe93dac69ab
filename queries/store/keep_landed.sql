-- rows that landed beside the store enter it, but for those that name somebody whose data was deleted for good
insert into landed_rows
select $import_id, l.line, l.cells
from landing.landed l
where not exists (select 1 from touched t where t.line = l.line)
    and not exists (select 1 from unnest(l.cells) c(cell) where length(trim(c.cell)) >= 4 and is_erased(c.cell));
