-- one row per rep and closed quota period, bad or not, of the whole organisation: people by surrogate keys only
select
    person_key, leader_key, team, period_start, period_end, months, attainment, next_attainment,
    activities, next_activities, meetings, next_meetings, connects, next_connects,
    months_since_start, answer, certainty, excluded_for, is_flagged,
    setting('bad_period_below') as bad_below
from closed_periods
order by period_start, person_key;
