-- one row per import and reason for which rows were not used: rows to mend first, then rows left out on purpose
select import_id, file_name, reason, is_left_out, count(*) as count_rows, min(line) as first_line
from rejected_rows
where $import is null or import_id = $import
group by all
order by is_left_out, count_rows desc, file_name, import_id, reason;
