-- one row per ISO week between the first and the last that anything covers: rows of each kind, weeks without any included
with dated as (
    from coverage_weeks
    union all
    select date_trunc('week', written_at)::date, relationship, count(*) from notes group by all
    union all
    select date_trunc('week', written_at)::date, 'self', count(*) from check_ins group by all
),

weeks as (
    select unnest(range(min(week), max(week) + 1, interval 7 days))::date as week from dated
)

select
    w.week,
    coalesce(sum(d.count_rows) filter (where d.kind = 'call'), 0)::bigint as count_calls,
    coalesce(sum(d.count_rows) filter (where d.kind = 'email'), 0)::bigint as count_emails,
    coalesce(sum(d.count_rows) filter (where d.kind = 'meeting'), 0)::bigint as count_meetings,
    coalesce(sum(d.count_rows) filter (where d.kind = 'people'), 0)::bigint as count_coaching_notes,
    coalesce(sum(d.count_rows) filter (where d.kind = 'self'), 0)::bigint as count_check_ins,
    coalesce(sum(d.count_rows) filter (where d.kind in ('customers', 'peers')), 0)::bigint as count_other_notes
from weeks w
left join dated d using (week)
group by w.week
order by w.week;
