-- one row per thread of an obstacle that stood open at the end of a period: what was done later was not done yet
create macro open_obstacles(period_from, period_to, of_team, of_leader, of_role) as table (
    with bounds as (
        select least(coalesce(period_to::date, now_on), now_on) as until_on, setting('thread_days')::integer as thread_days
        from workspace_facts
    ),

    mentions as (
        select m.obstacle_id, min(m.mentioned_on) as first_on, max(m.mentioned_on) as last_on, any_value(b.until_on) as until_on,
            any_value(b.thread_days) as thread_days,
            count(distinct (m.mentioned_on, coalesce(m.note_key, m.check_in_key))) as count_mentions,
            count(distinct m.note_key) filter (where m.is_waved_away) as count_waved_away
        from obstacle_mentions m, bounds b
        where m.mentioned_on <= b.until_on
        group by m.obstacle_id
    )

    select o.person_id, o.obstacle_type, o.team, o.state, o.is_shared, m.* exclude (thread_days)
    from obstacles o
    join mentions m using (obstacle_id)
    left join people l on l.person_id = o.leader_id
    where m.last_on > m.until_on - m.thread_days
        and (o.state in ('open', 'waved away', 'quiet') or least(o.acted_on, o.followed_up_on) > m.until_on)
        and (period_from is null or m.last_on >= period_from::date)
        and (of_team is null or o.team = of_team)
        and (of_leader is null or l.person_key = of_leader)
        and (of_role is null or o.role = of_role)
);
