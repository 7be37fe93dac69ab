-- one row per obstacle named in a period that stood open at the end of it
create or replace macro open_obstacles(period_from, period_to, of_team, of_leader, of_role) as table (
    select
        obstacle_id, person_id, obstacle_type, team, state, is_shared, count_mentions, count_waved_away,
        first_named_on as first_on, last_named_on as last_on, until_on
    from obstacle_ledger(period_from, period_to, of_team, of_leader, of_role)
    where is_open
);
