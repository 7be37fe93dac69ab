-- one row per rep and ISO week: what was logged, target and level to hold it against, attainment, and whether behind
create or replace table rep_weeks as
with levels as (
    select
        person_id, week,
        max(target) filter (where kind = 'calls') as calls_target,
        max(target) filter (where kind = 'emails') as emails_target,
        max(target) filter (where kind = 'meetings') as meetings_target,
        max(level) filter (where kind = 'calls') as calls_level,
        max(level) filter (where kind = 'emails') as emails_level,
        max(level) filter (where kind = 'meetings') as meetings_level,
        bool_or(is_behind) filter (where kind = 'calls') as is_behind_calls,
        bool_or(is_behind) filter (where kind = 'emails') as is_behind_emails,
        bool_or(is_behind) filter (where kind = 'meetings') as is_behind_meetings
    from activity_levels
    group by person_id, week
),

-- like reps: the same role where three or more have it, else the same team
like_reps as (
    select 'role' as like_by, role as alike, week, avg(count_calls) as calls, avg(count_emails) as emails,
        avg(count_meetings) as meetings
    from rep_calendar
    where is_usable and role is not null
    group by all
    having count(*) >= 3
    union all
    select 'team', team, week, avg(count_calls), avg(count_emails), avg(count_meetings)
    from rep_calendar
    where is_usable and team is not null
    group by all
    having count(*) >= 3
),

attained as (
    select
        c.*, v.* exclude (person_id, week),
        coalesce(r.calls, t.calls) as like_calls, coalesce(r.emails, t.emails) as like_emails,
        coalesce(r.meetings, t.meetings) as like_meetings, coalesce(r.like_by, t.like_by) as like_by,
        a.attainment, a.attainment_to_pace, a.attainment_basis,
        case when not (c.is_leave or c.is_ramp) and c.is_full
            then a.attainment_to_pace < setting('behind_pace_below') end as is_behind_attainment
    from rep_calendar c
    join levels v using (person_id, week)
    left join like_reps r on r.like_by = 'role' and r.alike = c.role and r.week = c.week
    left join like_reps t on t.like_by = 'team' and t.alike = c.team and t.week = c.week
    cross join workspace_facts f
    left join attainments a
        on a.person_id = c.person_id and least(c.week + 6, f.now_on) between a.known_on and a.known_until
)

select
    person_id, team, leader_id, role, week,
    count_calls, count_emails, count_meetings, count_connects, talk_seconds,
    calls_target, emails_target, meetings_target, calls_level, emails_level, meetings_level,
    like_calls, like_emails, like_meetings, like_by, attainment, attainment_to_pace, attainment_basis,
    is_full, is_logged, is_leave, is_holiday, is_ramp, is_usable,
    is_behind_attainment, is_behind_calls, is_behind_emails, is_behind_meetings,
    behind_of(is_behind_attainment, is_behind_calls, is_behind_emails, is_behind_meetings) as behind,
    behind_by_of(is_behind_attainment, is_behind_calls, is_behind_emails, is_behind_meetings) as behind_by,
    attainment_to_pace >= setting('on_target_from') as is_on_target
from attained
order by person_id, week;
