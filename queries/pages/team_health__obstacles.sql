-- one row per type of obstacle that stands open at the end of the period; most reps first
with bounds as (
    select least(coalesce($to_on::date, now_on), now_on) as until_on,
        setting('thread_days')::integer as thread_days
    from workspace_facts
),

mentions as (
    select m.obstacle_id, min(m.mentioned_on) as first_on, max(m.mentioned_on) as last_on,
        count(distinct (m.mentioned_on, coalesce(m.note_key, m.check_in_key))) as count_mentions,
        count(distinct m.note_key) filter (where m.is_waved_away) as count_waved_away
    from obstacle_mentions m, bounds b
    where m.mentioned_on <= b.until_on
    group by m.obstacle_id
),

-- what was done later than the end of the period was not done yet
still_open as (
    select o.person_id, o.obstacle_type, o.is_shared, m.*
    from obstacles o
    join mentions m using (obstacle_id)
    cross join bounds b
    left join people l on l.person_id = o.leader_id
    where m.last_on > b.until_on - b.thread_days
        and (o.state in ('open', 'waved away', 'quiet') or least(o.acted_on, o.followed_up_on) > b.until_on)
        and ($from_on is null or m.last_on >= $from_on::date)
        and ($team is null or o.team = $team)
        and ($leader is null or l.person_key = $leader)
        and ($role is null or o.role = $role)
)

select
    obstacle_type, bool_or(is_shared) as is_shared, min(first_on) as first_named_on, max(last_on) as last_named_on,
    count(distinct person_id) as count_reps, count(*) as count_obstacles, sum(count_mentions)::bigint as count_mentions,
    sum(count_waved_away)::bigint as count_waved_away
from still_open
group by obstacle_type
order by count_reps desc, count_mentions desc, obstacle_type;
