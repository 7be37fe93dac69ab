-- one row per month of the period: notes about other teams, and how many of them press, hear, help
with bounds as (
    select coalesce($from_on::date, first_on) as from_on, least(coalesce($to_on::date, now_on), now_on) as until_on
    from workspace_facts
),

months as (
    select unnest(range(date_trunc('month', from_on)::date, until_on + 1, interval 1 month))::date as month from bounds
),

noted as (
    select date_trunc('month', n.written_on)::date as month, count(*) as count_notes,
        count(*) filter (where n.is_read) as count_notes_read,
        count(*) filter (where n.is_pressing) as count_pressing, count(*) filter (where n.is_heard) as count_heard,
        count(*) filter (where n.is_acting) as count_acting
    from peer_notes n
    cross join bounds b
    left join people l on l.person_id = n.leader_id
    where n.written_on between b.from_on and b.until_on
        and ($other_team is null or n.other_team_key = $other_team)
        and ($team is null or n.team = $team)
        and ($leader is null or l.person_key = $leader)
        and ($role is null or n.role = $role)
    group by all
)

select
    m.month, coalesce(n.count_notes, 0) as count_notes, coalesce(n.count_notes_read, 0) as count_notes_read,
    coalesce(n.count_pressing, 0) as count_pressing, coalesce(n.count_heard, 0) as count_heard,
    coalesce(n.count_acting, 0) as count_acting
from months m
left join noted n using (month)
order by m.month;
