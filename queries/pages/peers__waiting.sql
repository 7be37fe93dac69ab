-- one row per open obstacle of a rep that waits on another team at the end of the period, by first day, then name
select
    o.obstacle_key, w.other_team_key, w.other_team, p.person_key, p.name as rep, w.team,
    w.obstacle_type, w.state, m.text, w.first_on, w.last_on, w.days_open::integer as days_open, w.count_mentions
from waiting_obstacles($from_on, $to_on, $team, $leader, $role) w
join obstacles o using (obstacle_id)
join people p on p.person_id = w.person_id
left join lateral (
    select arg_max(s.text, (s.written_at, s.position)) as text
    from obstacle_mentions s
    where s.obstacle_id = w.obstacle_id and s.mentioned_on <= w.until_on
) m on true
where $other_team is null or w.other_team_key = $other_team
order by w.first_on, rep, w.other_team, o.obstacle_key;
