-- the first staged rows, accepted or not
select * from staged order by line limit $most;
