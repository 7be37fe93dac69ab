-- one row per ISO week from eight weeks before a shortfall ($shortfall) to eight weeks after it: what was logged
select
    w.week, w.week between s.first_week and s.last_week as is_within, w.is_leave, w.is_holiday,
    w.attainment,
    w.count_calls, w.count_emails, w.count_meetings, w.count_calls + w.count_emails + w.count_meetings as count_touches,
    w.calls_target + w.emails_target + w.meetings_target as touches_target,
    w.calls_level + w.emails_level + w.meetings_level as touches_level
from shortfalls s
join rep_weeks w on w.person_id = s.person_id and w.week between s.first_week - 56 and s.last_week + 56
where s.shortfall_key = $shortfall
order by w.week;
