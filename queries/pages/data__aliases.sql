-- one row per other name that is settled, by name: whom it means, by whom and since when; no person where nobody else's
select a.alias, p.name, a.settled_by, a.settled_at, a.import_id is null as is_by_hand
from aliases a
left join people p on p.person_id = a.person_id and a.person_ref is not null
order by a.alias;
