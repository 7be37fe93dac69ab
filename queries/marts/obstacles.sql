-- one row per obstacle: a thread of mentions of one rep, with the state that its last answer gave it
create or replace table obstacles as
with threads as (
    select
        obstacle_id, obstacle_key, person_id, obstacle_type,
        min(other_team) as other_team, min(thread_thing) as thing, min(mentioned_on) as first_named_on,
        arg_min(named_by, (written_at, position)) as first_named_by, arg_min(source, (written_at, position)) as first_source,
        max(mentioned_on) as last_named_on, count(distinct (mentioned_on, document_key)) as count_mentions,
        count(distinct note_key) filter (where is_waved_away) as count_waved_away
    from obstacle_mentions
    group by obstacle_id, obstacle_key, person_id, obstacle_type
),

states as (
    select obstacle_id, arg_max(state, happened_on) as last_state, max(happened_on) as changed_on,
        min(happened_on) filter (where is_acted_on) as acted_on,
        min(happened_on) filter (where is_followed_up) as followed_up_on,
        max(happened_on) filter (where is_acted_on or is_followed_up) as last_answered_on,
        min(happened_on) filter (where state = 'closed') as first_closed_on
    from obstacle_happenings
    group by obstacle_id
),

dismissed as (
    select obstacle_id, count(distinct note_key) as count_dismissed
    from obstacle_answers
    where act = 'waved away'
    group by obstacle_id
),

-- what persons settled: the latest word of each kind counts
settled as (
    select m.obstacle_id, arg_max(a.owner, a.act_id) filter (where a.act = 'own') as owner,
        arg_max(a.due_on, a.act_id) filter (where a.act = 'date') as due_on,
        max(a.as_of) filter (where a.act = 'close') as closed_on
    from (select distinct obstacle_id, thread_id from obstacle_mentions) m
    join obstacle_acts a using (thread_id)
    where a.is_standing
    group by m.obstacle_id
)

select
    t.obstacle_id, t.obstacle_key, t.person_id, m.team, m.leader_id, m.role, t.obstacle_type, t.thing, t.other_team,
    s.owner, t.first_source, t.first_named_by, t.count_mentions, t.count_waved_away + coalesce(d.count_dismissed, 0) as count_waved_away,
    case
        when st.last_state in ('open', 'waved away')
            and f.now_on >= st.changed_on + setting('thread_days')::integer then 'quiet'
        else st.last_state
    end as state,
    case
        when st.last_state in ('open', 'waved away') then f.now_on
        when st.last_state = 'closed' then s.closed_on
        else st.last_answered_on
    end - t.first_named_on as days_open,
    exists (from shared_obstacles g where list_contains(g.obstacle_ids, t.obstacle_id)) as is_shared,
    t.first_named_on, t.last_named_on, st.acted_on, st.followed_up_on,
    case when st.last_state = 'closed' then s.closed_on end as closed_on, s.due_on
from threads t
join states st using (obstacle_id)
left join settled s using (obstacle_id)
left join dismissed d using (obstacle_id)
cross join workspace_facts f
left join memberships m on m.person_id = t.person_id and t.last_named_on between m.covers_from and m.covers_to
order by t.person_id, t.first_named_on, t.obstacle_id;
