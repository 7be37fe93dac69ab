-- one row per answer that a shortfall can get, in their fixed order, with the shortfalls that got it
with listed as (
    select answer, min(answer_rank) as answer_rank from answers group by answer
),

found as (
    select s.answer, count(*) as count_shortfalls, count(distinct s.person_id) as count_reps,
        count(*) filter (where s.is_window_open) as count_window_open
    from shortfalls s
    left join people l on l.person_id = s.leader_id
    where ($from_on is null or s.ends_on >= $from_on::date)
        and ($to_on is null or s.starts_on <= $to_on::date)
        and ($team is null or s.team = $team)
        and ($leader is null or l.person_key = $leader)
        and ($role is null or s.role = $role)
    group by s.answer
)

select
    a.answer,
    coalesce(f.count_shortfalls, 0) as count_shortfalls, coalesce(f.count_reps, 0) as count_reps,
    coalesce(f.count_window_open, 0) as count_window_open
from listed a
left join found f using (answer)
order by a.answer_rank;
