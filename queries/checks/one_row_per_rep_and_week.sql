-- a rep has one row a week
select person_id, week, count(*) as count_rows from rep_weeks group by all having count(*) > 1;
