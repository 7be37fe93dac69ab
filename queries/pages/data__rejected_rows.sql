-- one row per row of a file that was not used, in the file's order: at most $most of them, latest import first
select import_id, file_name, line, reason, raw, is_left_out
from rejected_rows
where ($import is null or import_id = $import)
    and ($is_left_out is null or is_left_out = $is_left_out)
order by import_id desc, line
limit coalesce($most, 1000);
