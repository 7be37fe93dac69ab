-- one row per ISO week of a rep ($person), up to the end of the period: what was logged, what it is held against, and
-- the coaching notes of the week
with noted as (
    select person_id, week, count(*) as count_notes, count(*) filter (where is_heard) as count_heard,
        count(*) filter (where is_replaced) as count_replaced
    from coaching_moments
    group by person_id, week
)

select
    w.week, p.name as rep, w.team, w.count_calls + w.count_emails + w.count_meetings as count_touches,
    coalesce(w.calls_target + w.emails_target + w.meetings_target, w.calls_level + w.emails_level + w.meetings_level) as held_against,
    w.attainment, w.attainment_to_pace, w.behind, w.is_leave, w.is_holiday, coalesce(n.count_notes, 0) as count_notes,
    coalesce(n.count_heard, 0) as count_heard, coalesce(n.count_replaced, 0) as count_replaced
from rep_weeks w
join people p using (person_id)
left join noted n using (person_id, week)
where p.person_key = $person
    and ($from_on is null or w.week + 6 >= $from_on::date)
    and ($to_on is null or w.week <= $to_on::date)
order by w.week;
