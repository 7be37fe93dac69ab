-- the first staged rows, accepted or not
select * exclude (has_id, row_key) from staged order by line limit $most;
