-- one row per act on an obstacle that is taken back now: none where somebody did it before
update obstacle_acts
set taken_back_by = $taken_back_by, taken_back_at = localtimestamp
where act_id = $act_id and taken_back_at is null
returning act_id;
