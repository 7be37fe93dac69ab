-- one row: how many writes after $version said what they changed, and the tables of the store that these changed
select count(*) as count_writes, list_distinct(flatten(coalesce(list(tables), []))) as tables
from changes
where version > $version;
