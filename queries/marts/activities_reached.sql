-- one row per closed target of calls, e-mails or meetings that says what was reached, beside what was logged
create or replace table activities_reached as
with told as (
    select person_id, measure as kind, period_start, period_end, arg_max(actual, coalesce(as_of, period_end)) as actual
    from targets, workspace_facts f
    where measure in ('calls', 'emails', 'meetings') and actual is not null
        and (as_of is null or as_of >= period_end) and period_end < f.now_on
    group by all
)

select
    t.person_id, t.kind, t.period_start, t.period_end, t.period_end - t.period_start + 1 as count_days, t.actual,
    count(a.activity_id) filter (where o.counted_source is null or o.counted_source = a.source) as count_logged
from told t
left join activities a
    on a.person_id = t.person_id and a.kind || 's' = t.kind
    and a.occurred_at >= t.period_start and a.occurred_at < t.period_end + 1
left join source_overlap o
    on o.person_id = a.person_id and o.kind = a.kind and o.week = date_trunc('week', a.occurred_at)::date
group by all;
