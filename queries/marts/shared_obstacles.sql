-- one row per team, type of obstacle and stretch of days in which the team shares it: a matter for the leader's leader
-- shared: within 60 days three or more reps of the team name the type, and so many of them as the mix of types in the
-- other teams gives by chance in at most 5 of 100 cases (binomial; days, reps and chance are settings)
create or replace table shared_obstacles as
with placed as (
    select m.obstacle_id, m.person_id, m.obstacle_type, m.mentioned_on, s.team
    from obstacle_mentions m
    join memberships s on s.person_id = m.person_id and m.mentioned_on between s.covers_from and s.covers_to
    where s.team is not null
),

-- how often the other teams name a type, an obstacle counted once; each type is given one more, so that a small
-- organisation, or one with a single team, has a mix too
each as (
    select obstacle_id, obstacle_type, min(team) as one_team, max(team) as other_team
    from placed
    group by obstacle_id, obstacle_type
),

-- all of a type but those that only this team names
counts as (
    select t.team, k.obstacle_type, k.count_all - coalesce(o.count_own, 0) as count_elsewhere
    from (select distinct team from placed) t
    cross join (select obstacle_type, count(*) as count_all from each group by all) k
    left join (
        select one_team as team, obstacle_type, count(*) as count_own from each where one_team = other_team group by all
    ) o on o.team = t.team and o.obstacle_type = k.obstacle_type
),

mixes as (
    select team, obstacle_type,
        (1 + count_elsewhere) / (9 + sum(count_elsewhere) over (partition by team)) as share_elsewhere
    from counts
),

windows as (
    select distinct team, obstacle_type, mentioned_on,
        count(distinct person_id) over (
            partition by team, obstacle_type order by mentioned_on
            range between to_days(setting('thread_days')::integer - 1) preceding and current row
        ) as count_reps,
        -- every rep with every type that they name
        count(distinct (person_id, obstacle_type)) over (
            partition by team order by mentioned_on
            range between to_days(setting('thread_days')::integer - 1) preceding and current row
        ) as count_namings
    from placed
),

crowded as (
    select w.*, m.share_elsewhere,
        -- P(X >= count_reps) of count_namings draws
        list_sum(list_transform(range(count_reps, count_namings + 1), lambda i: exp(
            lgamma(count_namings + 1) - lgamma(i + 1) - lgamma(count_namings - i + 1)
            + i * ln(share_elsewhere) + (count_namings - i) * ln(1 - share_elsewhere)
        ))) as chance
    from windows w
    join mixes m using (team, obstacle_type)
    where w.count_reps >= setting('shared_reps')
),

-- each crowded day speaks for the 60 days that end with it; stretches that touch are one
spans as (
    select *, mentioned_on - (setting('thread_days')::integer - 1) as window_from
    from crowded
    where chance <= setting('shared_chance')
),

numbered as (
    select *, count_if(is_new) over (partition by team, obstacle_type order by mentioned_on) as stretch
    from (
        select *, coalesce(
            window_from > lag(mentioned_on) over (partition by team, obstacle_type order by mentioned_on), true
        ) as is_new
        from spans
    )
),

stretches as (
    select team, obstacle_type, min(window_from) as window_from, max(mentioned_on) as last_named_on, min(chance) as chance,
        any_value(share_elsewhere) as share_elsewhere
    from numbered
    group by team, obstacle_type, stretch
)

select
    surrogate('g', concat_ws(' ', s.team, s.obstacle_type, min(p.mentioned_on))) as shared_key, s.team, s.obstacle_type,
    list(distinct p.obstacle_id order by p.obstacle_id) as obstacle_ids, count(distinct p.person_id) as count_reps,
    s.chance, s.share_elsewhere, min(p.mentioned_on) as first_named_on, s.last_named_on
from stretches s
join placed p
    on p.team = s.team and p.obstacle_type = s.obstacle_type and p.mentioned_on between s.window_from and s.last_named_on
group by s.team, s.obstacle_type, s.window_from, s.chance, s.share_elsewhere, s.last_named_on
order by s.team, s.obstacle_type, first_named_on;
