-- one row: how many ways to name people are known whose data was deleted for good
select count(*) as count_tombstones from tombstones;
