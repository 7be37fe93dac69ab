-- one row per team, and one per leader within it: activity against the own level, and the notes read
-- a leader is named only where the filter asks for that leader
with weeks as (
    select w.team, w.leader_id, w.person_id,
        w.count_calls + w.count_emails + w.count_meetings as touches,
        w.calls_level + w.emails_level + w.meetings_level as level
    from rep_weeks w
    left join people l on l.person_id = w.leader_id
    where w.is_usable and w.team is not null
        and ($from_on is null or w.week + 6 >= $from_on::date)
        and ($to_on is null or w.week <= $to_on::date)
        and ($team is null or w.team = $team)
        and ($leader is null or l.person_key = $leader)
        and ($role is null or w.role = $role)
),

noted as (
    select m.team, m.leader_id, m.person_id, m.count_words, m.source
    from coaching_moments m
    left join people l on l.person_id = m.leader_id
    where m.is_read and m.team is not null
        and ($from_on is null or m.written_on >= $from_on::date)
        and ($to_on is null or m.written_on <= $to_on::date)
        and ($team is null or m.team = $team)
        and ($leader is null or l.person_key = $leader)
        and ($role is null or m.role = $role)
),

active as (
    select team, leader_id, grouping(leader_id) as is_team, count(distinct person_id) as count_reps,
        count(*) as count_weeks, avg(touches) as touches_a_week,
        -- weeks without a level (the first ones) say nothing about a change
        sum(touches) filter (where level > 0) / sum(level) filter (where level > 0) - 1 as activity_change
    from weeks
    group by grouping sets ((team), (team, leader_id))
),

written as (
    select team, leader_id, grouping(leader_id) as is_team, count(*) as count_notes, median(count_words) as median_words,
        string_agg(distinct source, ', ' order by source) as sources
    from noted
    group by grouping sets ((team), (team, leader_id))
),

joined as (
    select
        coalesce(a.team, w.team) as team, coalesce(a.leader_id, w.leader_id) as leader_id,
        coalesce(a.is_team, w.is_team) = 1 as is_team,
        w.sources, a.touches_a_week, a.activity_change, w.median_words,
        coalesce(a.count_reps, 0) as count_reps, coalesce(a.count_weeks, 0) as count_weeks,
        coalesce(w.count_notes, 0) as count_notes
    from active a
    full join written w
        on w.team = a.team and w.leader_id is not distinct from a.leader_id and w.is_team = a.is_team
)

select
    l.person_key as leader_key, j.team, case when l.person_key = $leader then l.name end as leader, j.sources,
    j.touches_a_week, j.activity_change, j.median_words, j.is_team, j.count_reps, j.count_weeks, j.count_notes
from joined j
left join people l on l.person_id = j.leader_id
-- a team's only leader is the team's own row, unless the filter names that leader
qualify j.is_team or l.person_key = $leader
    or (l.person_id is not null and count(l.person_id) over (partition by j.team, j.is_team) > 1)
order by j.team, j.is_team desc, l.person_key;
