select * from obstacle_ledger(null, null, null, null, null)
