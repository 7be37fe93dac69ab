-- one row per thread of an obstacle of one person ($person) that touches the period, as it stood at its end; first named first
with bounds as (
    select least(coalesce($to_on::date, now_on), now_on) as until_on from workspace_facts
),

mentioned as (
    select
        m.obstacle_id, any_value(b.until_on) as until_on, min(m.mentioned_on) as first_named_on, max(m.mentioned_on) as last_named_on,
        arg_max(m.is_waved_away, (m.written_at, m.position)) as is_last_waved_away,
        count(distinct (m.mentioned_on, coalesce(m.note_key, m.check_in_key))) as count_mentions,
        count(distinct m.note_key) filter (where m.is_waved_away) as count_waved_away
    from obstacle_mentions m
    join people p using (person_id)
    cross join bounds b
    where p.person_key = $person and m.mentioned_on <= b.until_on
    group by m.obstacle_id
),

standing as (select obstacle_id from open_obstacles(null, $to_on, null, null, null)),

judged as (
    select
        o.obstacle_key, o.obstacle_type, o.other_team, o.first_named_by,
        o.first_named_on + o.days_open::integer as answered_on, m.*,
        s.obstacle_id is not null as is_open,
        case
            when s.obstacle_id is not null and m.is_last_waved_away then 'waved away'
            when s.obstacle_id is not null then 'open'
            when o.state in ('open', 'waved away', 'quiet') then 'quiet'
            else o.state
        end as state
    from mentioned m
    join obstacles o using (obstacle_id)
    left join standing s using (obstacle_id)
)

select
    j.obstacle_key, j.obstacle_type, j.other_team, n.name as first_named_by, j.state, j.is_open,
    j.first_named_on, j.last_named_on,
    case when j.is_open then j.until_on when j.state = 'quiet' then j.last_named_on else least(j.answered_on, j.until_on) end as ends_on,
    j.until_on - j.first_named_on as days_since, j.count_mentions, j.count_waved_away
from judged j
left join people n on n.person_id = j.first_named_by
where $from_on is null or j.is_open or j.last_named_on >= $from_on::date
order by j.first_named_on, j.obstacle_key;
