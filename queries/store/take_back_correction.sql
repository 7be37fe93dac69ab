-- one row per correction that is taken back now: none where somebody did it before
update corrections
set taken_back_by = $taken_back_by, taken_back_at = localtimestamp
where correction_id = $correction_id and taken_back_at is null
returning correction_id;
