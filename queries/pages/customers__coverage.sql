-- one row: touches of customers and notes about them in the period, what of them names no account, what many touches are
with bounds as (
    select coalesce($from_on::date, date '0001-01-01') as from_on, least(coalesce($to_on::date, now_on), now_on) as until_on,
        (select person_id from people where person_key = $leader) as leader_id
    from workspace_facts
),

touches as (
    select coalesce(sum(d.count_touches), 0)::integer as count_touches,
        coalesce(sum(d.count_touches) filter (where d.account_key is null), 0)::integer as count_touches_unnamed
    from account_days d, bounds b
    where d.touched_on between b.from_on and b.until_on
        and ($team is null or d.team = $team)
        and ($leader is null or d.leader_id = b.leader_id)
        and ($role is null or d.role = $role)
),

noted as (
    select count(*) as count_notes, count(*) filter (where n.is_read) as count_notes_read,
        count(*) filter (where n.account_key is null) as count_notes_unnamed
    from customer_notes n, bounds b
    where n.written_on between b.from_on and b.until_on
        and ($team is null or n.team = $team)
        and ($leader is null or n.leader_id = b.leader_id)
        and ($role is null or n.role = $role)
)

select t.*, n.*, b.until_on, setting('many_touches')::integer as many_touches, setting('touch_days')::integer as touch_days
from touches t, noted n, bounds b;
