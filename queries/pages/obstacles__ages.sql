-- one row per age and state of obstacles that stand open at the end of the period, the youngest first
select
    case when days_open < 14 then 0 when days_open < 28 then 14 when days_open < 60 then 28 when days_open < 180 then 60
        else 180 end as days_from,
    state, count(*) as count_open, count(distinct person_id) as count_reps
from obstacle_ledger($from_on, $to_on, $team, $leader, $role)
where is_open
group by days_from, state
order by days_from, state;
