-- one row per way to name somebody whose data was deleted for good, hashed, with the salt of the hash
select ref_hash, (select salt from store_state) as salt from tombstones;
