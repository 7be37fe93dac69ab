-- one row per ISO week of one person ($person) in the period: what was logged, what it is held against, whether behind
with noted as (
    select person_id, week, count(*) as count_notes from coaching_moments group by all
),

checked_in as (
    select person_id, date_trunc('week', written_at)::date as week, count(*) as count_check_ins from check_ins group by all
)

select
    w.week, w.team,
    w.count_calls, w.count_emails, w.count_meetings, w.calls_target, w.meetings_target, w.emails_target,
    w.calls_level + w.emails_level + w.meetings_level as touches_level,
    w.attainment, w.attainment_to_pace, w.behind, w.behind_by, w.is_on_target,
    w.is_logged, w.is_leave, w.is_holiday, w.is_ramp,
    coalesce(n.count_notes, 0) as count_notes, coalesce(k.count_check_ins, 0) as count_check_ins
from rep_weeks w
join people p using (person_id)
left join noted n on n.person_id = w.person_id and n.week = w.week
left join checked_in k on k.person_id = w.person_id and k.week = w.week
where p.person_key = $person
    and ($from_on is null or w.week + 6 >= $from_on::date)
    and ($to_on is null or w.week <= $to_on::date)
order by w.week;
