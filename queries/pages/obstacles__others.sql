-- one row per other obstacle of the rep of an obstacle ($obstacle), the one named last first: into which it can be merged
select o.obstacle_key, o.obstacle_type, o.state, o.first_named_on, o.last_named_on,
    (select arg_max(m.text, (m.written_at, m.position)) from obstacle_mentions m where m.obstacle_id = o.obstacle_id) as words
from obstacles o
where o.obstacle_key <> $obstacle
    and o.person_id = (select min(person_id) from obstacle_mentions where obstacle_key = $obstacle)
order by o.last_named_on desc, o.obstacle_key;
