-- one row per stretch in which a team shares a type of obstacle, within the period, the latest first; with the leader's leader
with bounds as (
    select least(coalesce($to_on::date, now_on), now_on) as until_on from workspace_facts
),

shared as (
    select g.*, unnest(g.obstacle_ids) as obstacle_id
    from shared_obstacles g, bounds b
    where g.first_named_on <= b.until_on and ($from_on is null or g.last_named_on >= $from_on::date)
        and ($team is null or g.team = $team)
),

counts as (
    select s.shared_key, s.team, s.obstacle_type, s.count_reps, s.chance, s.share_elsewhere, s.first_named_on, s.last_named_on,
        count(*) as count_obstacles, count(*) filter (where o.state in ('open', 'waved away')) as count_open,
        sum(o.count_waved_away)::bigint as count_waved_away, mode(o.leader_id) as leader_id
    from shared s
    join obstacles o using (obstacle_id)
    left join people l on l.person_id = o.leader_id
    group by all
    having ($leader is null or bool_or(l.person_key = $leader)) and ($role is null or bool_or(o.role = $role))
)

select c.* exclude (leader_id), w.name as leaders_leader
from counts c
left join memberships m on m.person_id = c.leader_id and c.last_named_on between m.covers_from and m.covers_to
left join people w on w.person_id = m.leader_id
order by c.last_named_on desc, c.team, c.obstacle_type;
