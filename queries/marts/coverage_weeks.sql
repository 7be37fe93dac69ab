-- one row per ISO week and kind of activity: how many were logged, whoever logged them
create or replace table coverage_weeks as
select date_trunc('week', occurred_at)::date as week, kind, count(*) as count_rows
from activities
group by all
order by all;
