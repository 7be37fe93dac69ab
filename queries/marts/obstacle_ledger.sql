-- one row per obstacle that was named in a period, as it stood at the end of it: what came later had not come yet
create or replace macro obstacle_ledger(period_from, period_to, of_team, of_leader, of_role) as table (
    with bounds as (
        select least(coalesce(period_to::date, now_on), now_on) as until_on, setting('thread_days')::integer as thread_days
        from workspace_facts
    ),

    mentions as (
        select m.obstacle_id, min(m.mentioned_on) as first_named_on, max(m.mentioned_on) as last_named_on,
            count(distinct (m.mentioned_on, coalesce(m.note_key, m.check_in_key))) as count_mentions,
            count(distinct m.note_key) filter (where m.is_waved_away) as count_waved_away,
            any_value(b.until_on) as until_on, any_value(b.thread_days) as thread_days
        from obstacle_mentions m
        join bounds b on m.mentioned_on <= b.until_on
        group by m.obstacle_id
    ),

    dismissed as (
        select a.obstacle_id, count(distinct a.note_key) as count_dismissed
        from obstacle_answers a
        join bounds b on a.written_at::date <= b.until_on
        where a.act = 'waved away'
        group by a.obstacle_id
    ),

    states as (
        select h.obstacle_id, arg_max(h.state, h.happened_on) as last_state, max(h.happened_on) as changed_on,
            min(h.happened_on) filter (where h.is_acted_on) as acted_on,
            min(h.happened_on) filter (where h.is_followed_up) as followed_up_on
        from obstacle_happenings h
        join bounds b on h.happened_on <= b.until_on
        group by h.obstacle_id
    ),

    shared as (
        select distinct unnest(g.obstacle_ids) as obstacle_id
        from shared_obstacles g
        join bounds b on g.first_named_on <= b.until_on
    ),

    standing as (
        select m.* exclude (thread_days, count_waved_away), s.* exclude (obstacle_id),
            s.last_state in ('open', 'waved away') and m.until_on < s.changed_on + m.thread_days as is_open,
            m.count_waved_away + coalesce(d.count_dismissed, 0) as count_waved_away
        from mentions m
        join states s using (obstacle_id)
        left join dismissed d using (obstacle_id)
    )

    select
        o.obstacle_id, o.obstacle_key, o.person_id, o.team, o.leader_id, o.role, o.obstacle_type, o.other_team, o.owner,
        case when s.last_state in ('open', 'waved away') and not s.is_open then 'quiet' else s.last_state end as state,
        s.count_mentions, s.count_waved_away,
        -- until it was answered or closed, else until the end of the period
        case when s.last_state in ('open', 'waved away') then s.until_on else s.changed_on end - s.first_named_on as days_open,
        s.is_open,
        o.is_shared and g.obstacle_id is not null as is_shared,
        s.first_named_on, s.last_named_on, s.acted_on, s.followed_up_on, o.due_on, s.until_on
    from standing s
    join obstacles o using (obstacle_id)
    left join people l on l.person_id = o.leader_id
    left join shared g on g.obstacle_id = o.obstacle_id
    where (period_from is null or s.last_named_on >= period_from::date)
        and (of_team is null or o.team = of_team)
        and (of_leader is null or l.person_key = of_leader)
        and (of_role is null or o.role = of_role)
);
