-- one row per present rep about whom no coaching note is here, by name
select p.person_key, p.name as rep, g.team, l.name as leader, g.role
from heard_gap g
join people p using (person_id)
left join people l on l.person_id = g.leader_id
where g.count_notes = 0
order by rep, p.person_key;
