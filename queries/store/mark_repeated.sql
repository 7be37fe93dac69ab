-- staged rows that repeat an accepted row before them (by id, or, without ids, by all cells), and rows beside a bad one
update staged
set reason = case when staged.has_id then 'duplicate_id' else 'duplicate_row' end
from (
    select row_key, min(line) as first_line
    from staged
    where reason is null
    group by row_key
    having count(*) > 1
) repeated
where staged.row_key = repeated.row_key and staged.line > repeated.first_line and staged.reason is null;

-- a record that makes several rows is accepted or rejected as one
update staged
set reason = other.reason
from (select line, min(reason) as reason from staged group by line having count(*) > 1 and min(reason) is not null) other
where staged.line = other.line and staged.reason is null;
