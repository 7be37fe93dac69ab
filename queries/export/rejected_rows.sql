-- one row per row of a file that was not used, and why; $pseudonymous: without the row itself and the file's name
select
    import_id, line,
    case when not $pseudonymous then file_name end as file_name,
    reason,
    case when not $pseudonymous then raw end as raw,
    is_left_out
from rejected_rows
order by import_id, line;
