-- one row per ISO week: touches of customers by kind, and what the notes of that week about customers show
with bounds as (
    select coalesce($from_on::date, first_on) as from_on, least(coalesce($to_on::date, now_on), now_on) as until_on,
        (select person_id from people where person_key = $leader) as leader_id
    from workspace_facts
),

weeks as (
    select unnest(range(date_trunc('week', from_on)::date, until_on + 1, interval 7 days))::date as week from bounds
),

touches as (
    select date_trunc('week', d.touched_on)::date as week, sum(d.count_calls) as count_calls, sum(d.count_emails) as count_emails,
        sum(d.count_meetings) as count_meetings
    from account_days d, bounds b
    where d.touched_on between b.from_on and b.until_on
        and ($account is null or d.account_key = $account)
        and ($team is null or d.team = $team)
        and ($leader is null or d.leader_id = b.leader_id)
        and ($role is null or d.role = $role)
    group by all
),

noted as (
    select n.week, count(*) as count_notes, count(*) filter (where n.is_read) as count_notes_read,
        count(*) filter (where n.is_heard) as count_heard,
        count(*) filter (where n.is_read and not n.is_heard and (n.is_pitching or n.is_pushing)) as count_pressing
    from customer_notes n, bounds b
    where n.written_on between b.from_on and b.until_on
        and ($account is null or n.account_key = $account)
        and ($team is null or n.team = $team)
        and ($leader is null or n.leader_id = b.leader_id)
        and ($role is null or n.role = $role)
    group by n.week
)

select
    w.week, coalesce(t.count_calls, 0)::integer as count_calls, coalesce(t.count_emails, 0)::integer as count_emails,
    coalesce(t.count_meetings, 0)::integer as count_meetings,
    coalesce(t.count_calls + t.count_emails + t.count_meetings, 0)::integer as count_touches,
    coalesce(n.count_notes, 0) as count_notes, coalesce(n.count_notes_read, 0) as count_notes_read,
    coalesce(n.count_heard, 0) as count_heard, coalesce(n.count_pressing, 0) as count_pressing,
    coalesce(n.count_notes_read - n.count_heard - n.count_pressing, 0) as count_neither
from weeks w
left join touches t using (week)
left join noted n using (week)
order by w.week;
