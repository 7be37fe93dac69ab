-- one row per thread of an obstacle of one person ($person) that touches the period, as it stood at its end; first named first
select
    o.obstacle_key, g.obstacle_type, g.other_team, n.name as first_named_by, g.state, g.is_open, g.first_named_on, g.last_named_on,
    case when g.state = 'quiet' then g.last_named_on else g.first_named_on + g.days_open::integer end as ends_on,
    g.until_on - g.first_named_on as days_since, g.count_mentions, g.count_waved_away
from obstacle_ledger(null, $to_on, null, null, null) g
join obstacles o using (obstacle_id)
join people p on p.person_id = g.person_id
left join people n on n.person_id = o.first_named_by
where p.person_key = $person and ($from_on is null or g.is_open or g.last_named_on >= $from_on::date)
order by g.first_named_on, o.obstacle_key;
