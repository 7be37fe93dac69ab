-- one row per type of obstacle that stands open at the end of the period; most reps first
select
    obstacle_type, bool_or(is_shared) as is_shared, min(first_on) as first_named_on, max(last_on) as last_named_on,
    count(distinct person_id) as count_reps, count(*) as count_obstacles, sum(count_mentions)::bigint as count_mentions,
    sum(count_waved_away)::bigint as count_waved_away
from open_obstacles($from_on, $to_on, $team, $leader, $role)
group by obstacle_type
order by count_reps desc, count_mentions desc, obstacle_type;
