-- one row per rep and ISO week from first to last activity or target, and whether the week can be compared
-- a rep has activity or a target and is nobody's leader that week, unless their title is on the settings' list
create or replace table rep_calendar as
with facts as (from workspace_facts),

seen as (
    select person_id, min(week) as first_week, max(week) as last_week from week_counts group by person_id
    union all
    select person_id, min(date_trunc('week', period_start))::date, max(date_trunc('week', period_end))::date
    from targets
    group by person_id
),

stays as (
    select
        s.person_id, p.started_on, p.left_on,
        greatest(min(s.first_week), date_trunc('week', any_value(f.first_on))::date,
            coalesce(date_trunc('week', p.started_on)::date, date '0001-01-01')) as first_week,
        least(date_trunc('week', any_value(f.now_on))::date, coalesce(p.left_on, date '9999-12-31'),
            case when p.active then date '9999-12-31' else max(s.last_week) end) as last_week
    from seen s
    join people p using (person_id), facts f
    group by s.person_id, p.started_on, p.left_on, p.active
),

weeks as (
    select person_id, started_on, left_on, unnest(range(first_week, last_week + 1, interval 7 days))::date as week
    from stays
),

of_reps as (
    select w.*
    from weeks w
    where not exists (
        from leaders l
        where l.person_id = w.person_id and l.from_on <= w.week + 6 and l.to_on >= w.week
    )
),

placed as (
    select
        r.person_id, r.week, m.team, m.leader_id, m.role,
        coalesce(c.count_calls, 0) as count_calls, coalesce(c.count_emails, 0) as count_emails,
        coalesce(c.count_meetings, 0) as count_meetings, coalesce(c.count_connects, 0) as count_connects,
        coalesce(c.talk_seconds, 0) as talk_seconds,
        -- a week is over when its Friday is
        coalesce(
            r.week >= date_trunc('week', f.first_activity_on)
            and r.week + 4 <= least(f.now_on, f.last_activity_on, r.left_on), false
        ) as is_logged,
        r.week + 4 <= least(f.now_on, r.left_on) as is_full,
        r.week < r.started_on + setting('ramp_days')::integer as is_first_days
    from of_reps r
    cross join facts f
    left join memberships m on m.person_id = r.person_id and r.week between m.covers_from and m.covers_to
    left join week_counts c on c.person_id = r.person_id and c.week = r.week
),

touched_by as (
    select p.person_id, p.week, e.kind
    from placed p
    join events e on e.person_id = p.person_id and e.starts_on <= p.week + 4 and e.ends_on >= p.week
    union all
    select p.person_id, p.week, e.kind
    from placed p
    join events e on e.team = p.team and e.starts_on <= p.week + 4 and e.ends_on >= p.week
),

flagged as (
    select p.*, t.has_leave, t.has_ramp
    from placed p
    left join (
        select person_id, week, bool_or(kind = 'leave') as has_leave, bool_or(kind = 'ramp') as has_ramp
        from touched_by
        group by person_id, week
    ) t using (person_id, week)
),

-- a holiday week: the organisation's median rep logged under 60 % of what the weeks around it show
medians as (
    select week, median(count_calls + count_emails + count_meetings) as median_touches
    from flagged
    where is_logged and not coalesce(has_leave, false)
    group by week
),

holidays as (
    select week,
        median_touches < setting('holiday_below') * median(median_touches) over (
            order by week range between interval 84 days preceding and interval 84 days following
        ) as is_holiday
    from medians
),

judged as (
    select
        f.* exclude (has_leave, has_ramp, is_first_days),
        coalesce(f.has_leave, false) as is_leave,
        coalesce(f.has_ramp, false) or coalesce(f.is_first_days, false) as is_ramp,
        coalesce(h.is_holiday, false) as is_holiday
    from flagged f
    left join holidays h using (week)
)

select *, is_logged and not (is_leave or is_ramp or is_holiday) as is_usable
from judged
order by person_id, week;
