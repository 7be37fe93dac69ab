-- one row per ISO week: touches a rep, and the notes of that week and the three before it (one week has too few)
with bounds as (
    select coalesce($from_on::date, first_on) as from_on, least(coalesce($to_on::date, now_on), now_on) as to_on
    from workspace_facts
),

active as (
    select w.week, sum(w.count_calls + w.count_emails + w.count_meetings) / count(*) as touches_a_rep,
        count(*) as count_reps
    from rep_weeks w
    left join people l on l.person_id = w.leader_id
    where w.is_usable
        and ($team is null or w.team = $team)
        and ($leader is null or l.person_key = $leader)
        and ($role is null or w.role = $role)
    group by w.week
),

noted as (
    select m.week, m.written_on, m.person_id, m.is_heard, m.is_replaced
    from coaching_moments m
    left join people l on l.person_id = m.leader_id
    where m.is_read
        and ($team is null or m.team = $team)
        and ($leader is null or l.person_key = $leader)
        and ($role is null or m.role = $role)
),

weeks as (
    select unnest(range(date_trunc('week', from_on)::date, to_on + 1, interval 7 days))::date as week from bounds
),

read as (
    select w.week, count(*) as count_notes_in_four, count(distinct n.person_id) as count_reps_in_four,
        count(*) filter (where n.week = w.week) as count_notes,
        count(*) filter (where n.is_heard) as count_heard, count(*) filter (where n.is_replaced) as count_replaced
    from weeks w
    join noted n on n.week between w.week - 21 and w.week
    group by w.week
)

select
    w.week, a.touches_a_rep, coalesce(a.count_reps, 0) as count_reps, coalesce(r.count_notes, 0) as count_notes,
    coalesce(r.count_notes_in_four, 0) as count_notes_in_four, coalesce(r.count_reps_in_four, 0) as count_reps_in_four,
    coalesce(r.count_heard, 0) as count_heard, coalesce(r.count_replaced, 0) as count_replaced
from weeks w
left join active a using (week)
left join read r using (week)
order by w.week;
