-- one row per ISO week between the first and the last that anything covers: rows of each kind, weeks without any included
with dated as (
    select date_trunc('week', occurred_at)::date as week, kind from activities
    union all
    select date_trunc('week', written_at)::date, relationship from notes
    union all
    select date_trunc('week', written_at)::date, 'self' from check_ins
),

weeks as (
    select unnest(range(min(week), max(week) + 1, interval 7 days))::date as week from dated
)

select
    w.week,
    count(*) filter (where d.kind = 'call') as count_calls,
    count(*) filter (where d.kind = 'email') as count_emails,
    count(*) filter (where d.kind = 'meeting') as count_meetings,
    count(*) filter (where d.kind = 'people') as count_coaching_notes,
    count(*) filter (where d.kind = 'self') as count_check_ins,
    count(*) filter (where d.kind in ('customers', 'peers')) as count_other_notes
from weeks w
left join dated d using (week)
group by w.week
order by w.week;
