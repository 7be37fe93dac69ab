-- one row per file that came in; $pseudonymous: without its name, its hash, and who brought it
select
    import_id,
    case when not $pseudonymous then file_name end as file_name,
    kind, source,
    case when not $pseudonymous then sha256 end as sha256,
    case when not $pseudonymous then imported_by end as imported_by,
    byte_count, count_accepted, count_rejected, count_ignored, imported_at, undone_at
from imports
order by import_id;
