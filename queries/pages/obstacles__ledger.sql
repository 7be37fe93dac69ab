-- one row per obstacle named in the period, as it stood at the end of it; the one named last first, then by name
select
    o.obstacle_key, p.person_key, p.name as rep, o.team, o.obstacle_type, o.state, o.other_team, o.owner,
    o.count_mentions, o.count_waved_away, o.days_open, o.is_open, o.is_shared, o.first_named_on, o.last_named_on, o.acted_on,
    o.followed_up_on, o.due_on
from obstacle_ledger($from_on, $to_on, $team, $leader, $role) o
join people p using (person_id)
order by o.last_named_on desc, rep, o.obstacle_type, o.obstacle_key;
