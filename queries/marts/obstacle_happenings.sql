-- one row per thing that befell an obstacle, with the state that it gave: named, waved away, answered, closed, opened again
create or replace table obstacle_happenings as
with happenings as (
    select obstacle_id, written_at, 1 as step, 'open' as state from obstacle_mentions
    union all
    select obstacle_id, written_at, 2, 'waved away' from obstacle_mentions where is_waved_away
    union all
    select obstacle_id, written_at, case act when 'waved away' then 2 else 3 end, act from obstacle_answers where obstacle_id is not null
    union all
    -- a person's word stands at the end of the day up to which notes went then: what is named later opens it again
    select distinct m.obstacle_id, a.as_of + interval 1 day - interval 1 second, 3 + a.act_id,
        case a.act when 'close' then 'closed' else 'open' end
    from obstacle_acts a
    join obstacle_mentions m using (thread_id)
    where a.act in ('close', 'reopen') and a.is_standing
),

-- within one note the answer outweighs the mention; what is closed stays closed until it is named again
last_of_day as (
    select obstacle_id, written_at::date as happened_on, arg_max(state, (written_at, step, state)) as state,
        bool_or(state = 'acted on') as is_acted_on, bool_or(state = 'followed up') as is_followed_up,
        bool_or(state = 'waved away') as is_waved_away
    from happenings
    group by obstacle_id, happened_on
),

named as (
    select *, last_value(case when state in ('open', 'waved away', 'closed') then state end ignore nulls) over (
        partition by obstacle_id order by happened_on rows between unbounded preceding and current row
    ) as standing
    from last_of_day
)

select
    obstacle_id, case when standing = 'closed' then 'closed' else state end as state, is_acted_on, is_followed_up, is_waved_away,
    happened_on
from named
order by obstacle_id, happened_on;

-- one row per stretch of days in which an obstacle stood open: until an answer, or until nobody named it for 60 days
create or replace table obstacle_spells as
with followed as (
    select *, lead(happened_on) over (partition by obstacle_id order by happened_on) as next_on
    from obstacle_happenings
)

select
    obstacle_id, state, happened_on as from_on,
    -- the first day on which it does not stand open any more
    least(coalesce(next_on, date '9999-12-31'), happened_on + setting('thread_days')::integer) as until_on
from followed
where state in ('open', 'waved away');
