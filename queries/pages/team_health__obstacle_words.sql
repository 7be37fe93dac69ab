-- one row per sentence that named an obstacle of a type ($obstacle_type) in the period, the latest 500
select
    p.person_key, m.note_key, p.name as rep, o.team, o.state,
    case m.source when 'check_in' then 'check-in' else 'note' end as source, m.text, m.is_waved_away, m.mentioned_on,
    count(*) over () as count_found
from obstacle_mentions m
join obstacles o using (obstacle_id)
join people p on p.person_id = m.person_id
left join people l on l.person_id = o.leader_id
where ($obstacle_type is null or m.obstacle_type = $obstacle_type)
    and ($from_on is null or m.mentioned_on >= $from_on::date)
    and ($to_on is null or m.mentioned_on <= $to_on::date)
    and ($team is null or o.team = $team)
    and ($leader is null or l.person_key = $leader)
    and ($role is null or o.role = $role)
order by m.mentioned_on desc, rep, m.position
limit 500;
