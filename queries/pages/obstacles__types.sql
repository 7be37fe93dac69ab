-- one row per type of obstacle and team with obstacles that stand open at the end of the period, by type, then team
select
    obstacle_type, coalesce(team, 'no team') as team, count(*) as count_open, count(distinct person_id) as count_reps,
    sum(count_mentions)::bigint as count_mentions, max(days_open) as days_open, min(first_named_on) as first_named_on
from obstacle_ledger($from_on, $to_on, $team, $leader, $role)
where is_open
group by all
order by obstacle_type, team;
