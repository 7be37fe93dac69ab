-- one row per open obstacle of a rep and other team that it waits on, as of the end of a period
create or replace macro waiting_obstacles(period_from, period_to, of_team, of_leader, of_role) as table (
    select
        m.other_team, surrogate('g', m.other_team) as other_team_key, o.obstacle_id, o.person_id, o.team, o.obstacle_type, o.state,
        any_value(o.first_on) as first_on, any_value(o.last_on) as last_on, any_value(o.until_on) as until_on,
        any_value(o.until_on - o.first_on) as days_open, any_value(o.count_mentions) as count_mentions
    from open_obstacles(period_from, period_to, of_team, of_leader, of_role) o
    join obstacle_mentions m on m.obstacle_id = o.obstacle_id and m.mentioned_on <= o.until_on
    where m.other_team is not null
    group by all
);

-- one row per other team that notes of a period speak of or that an open obstacle waits on at its end
create or replace macro peer_links(period_from, period_to, of_team, of_leader, of_role) as table (
    with noted as (
        select
            n.other_team, count(*) as count_notes, count(*) filter (where n.is_read) as count_notes_read,
            count(*) filter (where n.is_read and n.is_pressing) as count_pressing,
            count(*) filter (where n.is_read and n.is_asking) as count_asking,
            count(*) filter (where n.is_read and n.is_heard) as count_heard,
            count(*) filter (where n.is_read and n.is_acting) as count_acting,
            count(*) filter (where n.is_read and n.is_naming_obstacle) as count_naming_obstacles,
            count(distinct n.author_id) as count_authors, max(n.written_on) as last_note_on
        from peer_notes n
        cross join workspace_facts f
        left join people l on l.person_id = n.leader_id
        where n.written_on <= f.now_on
            and (period_from is null or n.written_on >= period_from::date)
            and (period_to is null or n.written_on <= period_to::date)
            and (of_team is null or n.team = of_team)
            and (of_leader is null or l.person_key = of_leader)
            and (of_role is null or n.role = of_role)
        group by n.other_team
    ),

    waiting as (
        select other_team, count(*) as count_waiting, count(distinct person_id) as count_reps_waiting,
            min(first_on) as waiting_since, max(days_open) as longest_days
        from waiting_obstacles(period_from, period_to, of_team, of_leader, of_role)
        group by other_team
    )

    select
        other_team, surrogate('g', other_team) as other_team_key, n.last_note_on, w.waiting_since, w.longest_days,
        coalesce(n.count_notes, 0) as count_notes, coalesce(n.count_notes_read, 0) as count_notes_read,
        coalesce(n.count_pressing, 0) as count_pressing, coalesce(n.count_asking, 0) as count_asking,
        coalesce(n.count_heard, 0) as count_heard, coalesce(n.count_acting, 0) as count_acting,
        coalesce(n.count_naming_obstacles, 0) as count_naming_obstacles, coalesce(n.count_authors, 0) as count_authors,
        coalesce(w.count_waiting, 0) as count_waiting, coalesce(w.count_reps_waiting, 0) as count_reps_waiting
    from noted n
    full join waiting w using (other_team)
);
