select obstacle_id, count_mentions, last_on
from open_obstacles(null, date '2026-03-04', null, null, null)
