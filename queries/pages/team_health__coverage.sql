-- one row: coaching notes of the period and how many are read, by and about how many people; rep-weeks in which it is
-- known whether the rep was behind
with noted as (
    select
        count(*) as count_notes, count(*) filter (where m.is_read) as count_notes_read,
        count(m.unreadable) as count_notes_unreadable,
        count(distinct m.author_id) as count_authors, count(distinct m.person_id) as count_reps
    from coaching_moments m
    left join people l on l.person_id = m.leader_id
    where ($from_on is null or m.written_on >= $from_on::date)
        and ($to_on is null or m.written_on <= $to_on::date)
        and ($team is null or m.team = $team)
        and ($leader is null or l.person_key = $leader)
        and ($role is null or m.role = $role)
),

judged as (
    select count(*) as count_weeks, count(w.behind) as count_weeks_known
    from rep_weeks w
    left join people l on l.person_id = w.leader_id
    where w.is_full
        and ($from_on is null or w.week + 6 >= $from_on::date)
        and ($to_on is null or w.week <= $to_on::date)
        and ($team is null or w.team = $team)
        and ($leader is null or l.person_key = $leader)
        and ($role is null or w.role = $role)
)

select * from noted, judged;
