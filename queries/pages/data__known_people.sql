-- one row per person whom a people file names, by name
select person_key, name, team
from people p
left join (select person_id, arg_max(team, covers_to) as team from memberships group by person_id) using (person_id)
where is_matched
order by name, person_key;
