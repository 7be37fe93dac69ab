-- one row per obstacle that stands open at the end of the period: the rep, how long, and the latest words; oldest first,
-- then by name
with latest as (
    select o.obstacle_id, max_by(m.text, (m.written_at, m.position)) as text
    from open_obstacles($from_on, $to_on, $team, $leader, $role) o
    join obstacle_mentions m on m.obstacle_id = o.obstacle_id and m.mentioned_on <= o.until_on
    group by o.obstacle_id
)

select
    p.person_key, p.name as rep, o.team, o.obstacle_type, o.is_shared, l.text, o.first_on as first_named_on,
    o.last_on as last_named_on, o.until_on - o.first_on as days_open, o.count_mentions, o.count_waved_away
from open_obstacles($from_on, $to_on, $team, $leader, $role) o
join latest l using (obstacle_id)
join people p on p.person_id = o.person_id
where $person is null or p.person_key = $person
order by o.first_on, rep, p.person_key, o.obstacle_type;
