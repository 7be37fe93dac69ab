-- one row per ISO week of the period: obstacles that stood open at its end, and what was first named or answered in it
with bounds as (
    select first_on, least(coalesce($to_on::date, now_on), now_on) as until_on from workspace_facts
),

weeks as (
    select week::date as week, least(week::date + 6, b.until_on) as ends_on
    from bounds b, generate_series(
        date_trunc('week', greatest(b.first_on, coalesce($from_on::date, b.first_on))), b.until_on::timestamp, interval 7 days
    ) as s(week)
),

asked as (
    select o.obstacle_id, o.first_named_on
    from obstacles o
    left join people l on l.person_id = o.leader_id
    where ($team is null or o.team = $team) and ($leader is null or l.person_key = $leader) and ($role is null or o.role = $role)
),

standing as (
    select w.week, count(*) as count_open, count(*) filter (where s.state = 'waved away') as count_waved_away
    from weeks w
    join obstacle_spells s on s.from_on <= w.ends_on and s.until_on > w.ends_on
    join asked using (obstacle_id)
    group by w.week
),

named as (
    select date_trunc('week', first_named_on)::date as week, count(*) as count_new from asked group by 1
),

answered as (
    select date_trunc('week', h.happened_on)::date as week, count(distinct h.obstacle_id) as count_answered
    from obstacle_happenings h
    join asked using (obstacle_id)
    where h.state in ('acted on', 'followed up', 'closed')
    group by 1
)

select w.week, w.ends_on, coalesce(s.count_open, 0) as count_open, coalesce(s.count_waved_away, 0) as count_waved_away,
    coalesce(n.count_new, 0) as count_new, coalesce(a.count_answered, 0) as count_answered
from weeks w
left join standing s using (week)
left join named n using (week)
left join answered a using (week)
order by w.week;
