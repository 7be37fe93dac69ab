select obstacle_id, count_mentions, count_waved_away, state, first_on, last_on
from open_obstacles(null, date '2026-03-04', null, null, null)
