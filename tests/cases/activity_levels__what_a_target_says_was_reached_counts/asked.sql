-- one row per rep in the fourth week
select person_id, target, recent_mean, is_behind
from activity_levels
where kind = 'calls' and week = date '2026-01-26'
