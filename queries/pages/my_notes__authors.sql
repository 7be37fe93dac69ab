-- one row per person who wrote a note, by name
with written as (
    select distinct author_id from notes where author_id is not null
)

select
    p.person_key,
    case when count(*) over (partition by p.name) > 1 then p.name || ' (' || p.person_key || ')' else p.name end as label
from written w
join people p on p.person_id = w.author_id
order by p.name, p.person_key;
