-- one row per rep, ISO week and kind: target and own level of that week, and whether the four weeks that end with it
-- are behind; holiday, leave and ramp weeks drop out of both windows
create or replace table activity_levels as
with activity_targets as (
    select person_id, measure as kind, period_start, period_end, arg_max(target, coalesce(as_of, period_end)) as target
    from targets
    where measure in ('calls', 'emails', 'meetings') and target > 0
    group by all
),

-- of targets that overlap the shorter one holds: a week's number, not the month's on top of it
shortest as (
    select t.*
    from activity_targets t
    where not exists (
        from activity_targets o
        where o.person_id = t.person_id and o.kind = t.kind
            and o.period_start <= t.period_end and o.period_end >= t.period_start
            and o.period_end - o.period_start < t.period_end - t.period_start
    )
),

shares as (
    -- a target spreads evenly over its days
    select
        c.person_id, c.week, t.kind,
        sum(t.target * (least(t.period_end, c.week + 6) - greatest(t.period_start, c.week) + 1)
            / (t.period_end - t.period_start + 1)) as target
    from rep_calendar c
    join shortest t on t.person_id = c.person_id and t.period_start <= c.week + 6 and t.period_end >= c.week
    group by all
),

kinds as (
    select person_id, week, is_logged, is_leave, is_ramp, is_usable,
        unnest(['calls', 'emails', 'meetings']) as kind,
        unnest([count_calls, count_emails, count_meetings]) as counted
    from rep_calendar
),

-- a kind that nobody in the organisation logs yet, or any more, says nothing about anybody
logged_kinds as (
    select kind, min(week) as first_week, max(week) as last_week from kinds where counted > 0 group by kind
),

usable as (
    select
        k.*, s.target,
        -- where a closed target says what was reached and the log says otherwise, the target's word counts
        case when k.is_usable and k.week between l.first_week and l.last_week
            then case
                when r.actual is null then k.counted
                when r.count_logged = 0 then r.actual * 7 / r.count_days
                else k.counted * r.actual / r.count_logged
            end
        end as used
    from kinds k
    left join shares s using (person_id, week, kind)
    left join logged_kinds l using (kind)
    -- a week belongs to the period of its Thursday
    left join activities_reached r
        on r.person_id = k.person_id and r.kind = k.kind and k.week + 3 between r.period_start and r.period_end
),

windows as (
    select
        person_id, week, kind, counted, target, is_logged, is_leave, is_ramp,
        avg(used) over twelve_before as level,
        count(used) over recent as recent_weeks, avg(used) over recent as recent_mean,
        avg(used) filter (where target is not null) over recent as recent_mean_of_targeted,
        avg(target) filter (where used is not null) over recent as recent_target,
        count(target) filter (where used is not null) over recent as recent_target_weeks,
        count(used) over earlier as earlier_weeks, avg(used) over earlier as earlier_mean,
        stddev_samp(used) over earlier as earlier_spread
    from usable
    window
        twelve_before as (partition by person_id, kind order by week
            range between interval 84 days preceding and interval 7 days preceding),
        recent as (partition by person_id, kind order by week
            range between interval 21 days preceding and current row),
        earlier as (partition by person_id, kind order by week
            range between interval 105 days preceding and interval 28 days preceding)
),

-- one-sided 5 % points of Student's t by degrees of freedom (any table of the distribution has them)
student as (
    select unnest(range(1, 12)) as freedom,
        unnest([6.314, 2.920, 2.353, 2.132, 2.015, 1.943, 1.895, 1.860, 1.833, 1.812, 1.796]) as t
)

select
    w.*,
    case
        when not w.is_logged or w.is_leave or w.is_ramp or w.recent_weeks < setting('recent_weeks_needed') then null
        when w.recent_target_weeks >= setting('recent_weeks_needed')
            then w.recent_mean_of_targeted < setting('behind_activity_below') * w.recent_target
        when w.earlier_weeks < setting('level_weeks_needed') or w.earlier_mean = 0 then null
        else w.recent_mean < setting('behind_activity_below') * w.earlier_mean
            and w.earlier_mean - w.recent_mean
                > s.t * w.earlier_spread * sqrt(1 / w.recent_weeks + 1 / w.earlier_weeks)
    end as is_behind
from windows w
left join student s on s.freedom = w.earlier_weeks - 1;
