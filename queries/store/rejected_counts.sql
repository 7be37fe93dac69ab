-- one row per reason for which rows of an import were not accepted
select reason, is_left_out, count(*) as count_rows, min(line) as first_line
from rejected_rows
where import_id = $import_id
group by reason, is_left_out
order by count_rows desc, reason;
