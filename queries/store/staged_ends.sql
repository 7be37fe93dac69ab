-- the first and the last staged row that is accepted
select * exclude (has_id, row_key) from staged where reason is null
qualify line in (min(line) over (), max(line) over ())
order by line;
