-- the first row of the first and of the last record that is accepted
with ends as (
    select min(line) as first_line, max(line) as last_line from staged where reason is null
)

select s.* exclude (has_id, row_key)
from staged s
join ends on s.line in (first_line, last_line)
qualify row_number() over (partition by s.line order by s.rowid) = 1
order by s.line;
