-- the first and the last staged row that is accepted
select * from staged where reason is null
qualify line in (min(line) over (), max(line) over ())
order by line;
