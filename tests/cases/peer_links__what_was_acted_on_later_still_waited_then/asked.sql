select other_team, obstacle_id, days_open, count_mentions from waiting_obstacles(null, date '2026-06-10', 'North', 'p8', 'AE')
