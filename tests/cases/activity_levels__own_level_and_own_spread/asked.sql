-- one row per rep in the last week, and in the last week of the one with too few weeks
select person_id, recent_weeks, earlier_weeks, earlier_mean, is_behind
from activity_levels
where kind = 'calls' and (week = date '2026-04-20' or (person_id = 'few' and week = date '2026-03-02'))
