-- one row per rep and closed quota period of the workspace's usual length: what was reached, the answer that the first
-- note after it gave, what was logged in it and in the next one, and what makes it hard to compare
create or replace table closed_periods as
with closed as (
    -- a period is closed once notes or activities reach its end (a weekend may follow them)
    select a.person_id, a.period_start, a.period_end, arg_max(a.attainment, a.known_on) as attainment,
        (a.period_end - a.period_start + 1)::integer as days, round(days / 30.4)::integer as months
    from attainments a
    cross join workspace_facts f
    where a.attainment_basis = 'closed period' and a.period_end <= greatest(f.now_on, f.last_activity_on) + 3
    group by all
),

-- months and quarters side by side are two views of the same sales: the length that most rows have counts
usual as (
    from closed
    where months = (select months from closed group by months order by count(*) desc, months limit 1)
    qualify row_number() over (partition by person_id, period_start order by period_end) = 1
),

-- the next period begins when this one ends; a month that is missing is no next month
followed as (
    select u.*, n.period_end as next_end, n.attainment as next_attainment, m.team, m.leader_id,
        coalesce(n.period_end, u.period_end + u.days) as comes_next_to,
        u.period_end + ceil(u.days * setting('followed_within'))::integer as answer_until
    from usual u
    left join usual n on n.person_id = u.person_id and n.period_start between u.period_end + 1 and u.period_end + 7
    left join memberships m on m.person_id = u.person_id and u.period_end between m.covers_from and m.covers_to
),

-- the first day after the period on which a note was written, and the strongest stance of that day
noted as (
    select person_id, period_start, written_on,
        arg_min(case
            when not is_read then 'not_read' when stance = 'do_more_asked' then 'asked' else stance
        end, (coalesce(answer_rank, 99), stance)) as answer,
        arg_min(certainty, (coalesce(answer_rank, 99), stance)) as certainty
    from (
        select f.person_id, f.period_start, m.is_read, m.stance, m.certainty, m.written_on, r.answer_rank
        from followed f
        join coaching_moments m
            on m.person_id = f.person_id and m.written_on > f.period_end and m.written_on <= f.answer_until
        left join answers r on r.stance = m.stance
    )
    group by person_id, period_start, written_on
    qualify row_number() over (partition by person_id, period_start order by written_on) = 1
),

logged as (
    select f.person_id, f.period_start,
        avg(w.count_calls + w.count_emails + w.count_meetings) filter (where w.week <= f.period_end) as activities,
        avg(w.count_calls + w.count_emails + w.count_meetings) filter (where w.week > f.period_end) as next_activities,
        avg(w.count_meetings) filter (where w.week <= f.period_end) as meetings,
        avg(w.count_meetings) filter (where w.week > f.period_end) as next_meetings,
        avg(w.count_connects) filter (where w.week <= f.period_end) as connects,
        avg(w.count_connects) filter (where w.week > f.period_end) as next_connects
    from followed f
    join rep_weeks w
        on w.person_id = f.person_id and w.week >= f.period_start and w.week <= f.comes_next_to and w.is_usable
    group by all
),

disturbed as (
    select person_id, period_start,
        bool_or(kind in ('leave', 'ramp') and starts_on <= comes_next_to and ends_on >= period_start) as is_away,
        bool_or(kind in ('territory', 'quota') and starts_on between period_start and comes_next_to) as is_moved,
        bool_or(kind = 'product' and starts_on between period_start and comes_next_to) as is_flagged
    from (
        select f.person_id, f.period_start, f.comes_next_to, e.kind, e.starts_on, e.ends_on
        from followed f
        join events e on e.person_id = f.person_id
        union all
        select f.person_id, f.period_start, f.comes_next_to, e.kind, e.starts_on, e.ends_on
        from followed f
        join events e on e.team = f.team
    )
    group by all
)

select
    surrogate('p', f.person_id) as person_key, surrogate('p', f.leader_id) as leader_key, f.team,
    f.person_id, f.period_start, f.period_end, f.months, f.attainment, f.next_attainment,
    l.activities, l.next_activities, l.meetings, l.next_meetings, l.connects, l.next_connects,
    (f.period_start - p.started_on) / 30.4 as months_since_start,
    -- before notes were brought, nobody can say that there was none
    case when w.first_note_on <= f.period_end + ((f.answer_until - f.period_end) // 2)::integer
        then coalesce(n.answer, 'none') end as answer,
    n.written_on as answered_on, n.certainty,
    case
        when d.is_away or f.period_start < p.started_on + setting('ramp_days')::integer then 'leave or ramp'
        when d.is_moved then 'territory or quota'
        when p.left_on <= f.next_end then 'left'
    end as excluded_for,
    coalesce(d.is_flagged, false) as is_flagged
from followed f
cross join workspace_facts w
join people p using (person_id)
left join noted n using (person_id, period_start)
left join logged l using (person_id, period_start)
left join disturbed d using (person_id, period_start)
order by f.period_start, f.person_id;
