select account_key, person_id, count_touches from accounts(null, null, 'South', 'p9', 'BDR', null)
