-- one row per customer account, rep and day: how often the rep touched it; an empty account is one that no row names
-- what a dialer and a CRM both logged counts once, as in rep_weeks
create table account_days as
with touches as (
    select plain_account(a.account) as plain, a.person_id, a.occurred_at::date as touched_on, a.kind
    from activities a
    left join source_overlap o
        on o.person_id = a.person_id and o.kind = a.kind and o.week = date_trunc('week', a.occurred_at)::date
    where o.counted_source is null or o.counted_source = a.source
),

days as (
    select plain, person_id, touched_on,
        count(*) filter (where kind = 'call')::integer as count_calls,
        count(*) filter (where kind = 'email')::integer as count_emails,
        count(*) filter (where kind = 'meeting')::integer as count_meetings,
        count(*)::integer as count_touches
    from touches
    group by all
)

select n.account_key, d.person_id, m.team, m.leader_id, m.role, d.touched_on, d.* exclude (plain, person_id, touched_on)
from days d
left join account_names n using (plain)
left join memberships m on m.person_id = d.person_id and d.touched_on between m.covers_from and m.covers_to
order by n.account_key, d.person_id, d.touched_on;
