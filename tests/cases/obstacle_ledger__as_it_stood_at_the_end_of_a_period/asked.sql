select * from obstacle_ledger(date '2026-03-01', date '2026-03-31', 'East', 'pl1', 'AE')
