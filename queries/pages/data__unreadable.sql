-- one row per reason why texts are left uncoded, with how many there are
select unreadable, count(*) as count_texts
from (
    select unreadable from notes where unreadable is not null
    union all
    select unreadable from check_ins where unreadable is not null
)
group by unreadable
order by unreadable;
