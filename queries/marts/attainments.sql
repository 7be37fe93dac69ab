-- one row per rep and day on which a quota attainment became known, with pace: what the organisation itself had
-- reached by that share of a period, in its closed periods of that length before this one
create or replace table attainments as
with quotas as (
    select *, coalesce(as_of, period_end + 1) as known_on, as_of is null or as_of >= period_end as is_closed
    from targets
    where measure = 'quota' and target > 0 and actual is not null
),

-- an export on Fridays has no reading of a month's last day: the last one of its last week closes it
late_readings as (
    select q.* replace (q.period_end + 1 as known_on, true as is_closed)
    from quotas q
    cross join workspace_facts f
    where q.as_of >= q.period_end - 6 and q.period_end < f.now_on
        and not exists (
            from quotas c
            where c.is_closed and c.person_id = q.person_id and c.period_start = q.period_start
                and c.period_end = q.period_end
        )
    qualify row_number() over (partition by q.person_id, q.period_start, q.period_end order by q.as_of desc) = 1
),

weekly as (
    select
        *, period_end - period_start + 1 as period_days,
        round((period_end - period_start + 1) / 30.4)::integer as months
    from (from quotas union all from late_readings)
),

lengths as (
    select *, case when months = 0 then period_days || ' days' else months || ' months' end as length_name
    from weekly
),

-- what was reached within closed periods: (share of the period gone, amount), from nothing at 0 to the end at 1
finals as (
    select person_id, period_start, period_end, length_name, arg_max(actual, known_on) as final
    from lengths
    where is_closed
    group by all
),

points as (
    select l.person_id, l.period_start, l.length_name, (l.as_of - l.period_start + 1) / l.period_days as gone, l.actual
    from lengths l
    semi join finals f using (person_id, period_start, period_end)
    where not l.is_closed and l.as_of >= l.period_start and l.as_of < l.period_end
),

read_within as (from finals f semi join points p using (person_id, period_start, length_name)),

steps as (
    select person_id, period_start, length_name, gone, actual from points
    union all
    select person_id, period_start, length_name, unnest([0.0, 1.0]), unnest([0.0, final]) from read_within
),

segments as (
    select
        *, lead(gone) over stretch as next_gone, lead(actual) over stretch as next_actual
    from steps
    window stretch as (partition by person_id, period_start, length_name order by gone)
),

-- the shares of a period at which somebody's attainment was read, since there pace is needed
read_at as (
    select distinct length_name, (as_of - period_start + 1) / period_days as share_gone
    from lengths
    where not is_closed and as_of >= period_start
),

-- within a stretch between two readings the amount is taken to grow evenly
period_curves as (
    select
        s.length_name, s.period_start, r.share_gone,
        sum(s.actual + (s.next_actual - s.actual) * (r.share_gone - s.gone) / (s.next_gone - s.gone)) as reached
    from segments s
    join read_at r on r.length_name = s.length_name and r.share_gone >= s.gone and r.share_gone < s.next_gone
    group by all
),

shares as (
    select c.length_name, c.share_gone, c.period_start, f.period_end, c.reached / f.final as share
    from period_curves c
    join (
        select length_name, period_start, max(period_end) as period_end, sum(final) as final
        from read_within
        group by all
    ) f using (length_name, period_start)
    where f.final > 0
),

paces as (
    select p.length_name, p.period_start, s.share_gone, avg(s.share) as pace
    from (select distinct length_name, period_start from lengths) p
    join shares s on s.length_name = p.length_name and s.period_end < p.period_start
    group by all
    having count(*) >= setting('pace_periods')
),

paced as (
    select l.*, l.actual / l.target as attainment, case when l.is_closed then 1.0 else p.pace end as pace
    from lengths l
    left join paces p
        on p.length_name = l.length_name and p.period_start = l.period_start
        and p.share_gone = (l.as_of - l.period_start + 1) / l.period_days
),

known as (
    select *
    from paced
    where pace > 0 and known_on >= period_start
    qualify row_number() over (partition by person_id, known_on order by is_closed desc, period_end desc) = 1
)

select
    person_id, period_start, period_end, known_on,
    -- a reading holds until the next one, and no longer than one more period (months differ by three days)
    least(
        known_on + period_days::integer + 3,
        coalesce(lead(known_on) over (partition by person_id order by known_on) - 1, date '9999-12-31')
    ) as known_until,
    target, actual, currency, attainment, pace, attainment / pace as attainment_to_pace,
    case when is_closed then 'closed period' else 'reading' end as attainment_basis
from known;
