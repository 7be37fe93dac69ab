-- one row per person and ISO week with activity: what was logged, one source per kind
create or replace table week_counts as
with counted as (
    select a.*, date_trunc('week', a.occurred_at)::date as week
    from activities a
    left join source_overlap o
        on o.person_id = a.person_id and o.kind = a.kind and o.week = date_trunc('week', a.occurred_at)::date
    where o.counted_source is null or o.counted_source = a.source
)

select
    person_id, week,
    count(*) filter (where kind = 'call') as count_calls,
    count(*) filter (where kind = 'email') as count_emails,
    count(*) filter (where kind = 'meeting') as count_meetings,
    -- a connect: somebody was spoken to; without an outcome, a call of a minute or more
    count(*) filter (
        where kind = 'call' and case
            when outcome is null then duration_seconds >= 60
            else regexp_matches(lower(outcome), '^(connected|answered|reached|spoke|conversation|talked)')
        end
    ) as count_connects,
    coalesce(sum(duration_seconds), 0)::bigint as talk_seconds
from counted
group by person_id, week;
