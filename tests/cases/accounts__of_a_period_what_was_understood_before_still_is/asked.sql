select account_key, person_id, count_touches, count_recent_touches, count_notes, count_pitching, count_heard, count_goals, last_touched_on
from accounts(date '2026-06-01', date '2026-06-12', null, null, null, null)
