-- one row: an obstacle by its key ($obstacle), also by the key of a thread that was merged into it, as it stands now
select
    o.obstacle_key, p.person_key, p.name as rep, o.team, l.name as leader, o.obstacle_type, o.state, o.other_team, o.owner,
    b.name as first_named_by, o.first_source, o.count_mentions, o.count_waved_away, o.days_open, o.is_shared, o.first_named_on,
    o.last_named_on, o.acted_on, o.followed_up_on, o.closed_on, o.due_on, f.now_on
from obstacles o
join people p using (person_id)
left join people l on l.person_id = o.leader_id
left join people b on b.person_id = o.first_named_by
cross join workspace_facts f
where o.obstacle_id = (
    select min(obstacle_id) from obstacle_mentions where obstacle_key = $obstacle or thread_key = $obstacle
);
