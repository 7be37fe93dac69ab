-- the first and the last staged row that is accepted
with ends as (
    select min(line) as first_line, max(line) as last_line from staged where reason is null
)

select s.* exclude (has_id, row_key)
from staged s
join ends on s.line in (first_line, last_line)
order by s.line;
