-- staged rows that repeat an accepted row before them: by its id, or, without ids, by all its cells
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
