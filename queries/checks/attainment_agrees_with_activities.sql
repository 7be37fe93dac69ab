-- where a target of calls, e-mails or meetings says what was reached, the activity log says the same
with logged as (
    select t.person_id, t.measure, t.period_start, t.period_end, t.actual,
        count(a.activity_id) filter (
            where a.kind || 's' = t.measure and (o.counted_source is null or o.counted_source = a.source)
        ) as count_logged
    from targets t
    left join activities a
        on a.person_id = t.person_id and a.occurred_at >= t.period_start and a.occurred_at < t.period_end + 1
    left join source_overlap o
        on o.person_id = a.person_id and o.kind = a.kind and o.week = date_trunc('week', a.occurred_at)::date
    where t.measure in ('calls', 'emails', 'meetings') and t.actual is not null
    group by all
)

select * from logged where actual <> count_logged;
