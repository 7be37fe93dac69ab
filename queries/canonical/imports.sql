-- one row per file that came in
create or replace table imports as
select * exclude (mapping) from store.imports order by import_id;

-- one row per row of a file that could not be used or was left out
create or replace table rejected_rows as
select r.import_id, i.file_name, r.line, r.reason, r.raw, r.is_left_out
from store.rejected_rows r
join store.imports i using (import_id)
where i.undone_at is null
order by r.import_id, r.line;
