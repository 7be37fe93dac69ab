-- one row per mention of an obstacle of the ledger: threads that a person merged are one obstacle
create or replace table obstacle_mentions as
with recursive merges as (
    select act_id, thread_id, into_thread_id
    from obstacle_acts
    where act = 'merge' and is_standing and thread_id <> into_thread_id
),

edges as (
    select thread_id as a, into_thread_id as b from merges
    union
    select into_thread_id, thread_id from merges
),

reached as (
    select a as thread_id, a as reaches from edges
    union
    select r.thread_id, e.b
    from reached r
    join edges e on e.a = r.reaches
),

-- the whole is what it was last merged into
merged as (
    select r.thread_id, arg_max(m.into_thread_id, m.act_id) as obstacle_id
    from reached r
    join merges m on m.thread_id = r.reaches
    group by r.thread_id
),

headed as (
    select
        coalesce(m.obstacle_id, t.thread_id) as obstacle_id, t.*
    from obstacle_threads t
    left join merged m using (thread_id)
)

select
    h.obstacle_id, coalesce(whole.thread_key, h.thread_key) as obstacle_key, h.* exclude (obstacle_id, obstacle_type, thread_thing),
    coalesce(whole.obstacle_type, h.obstacle_type) as obstacle_type, h.thread_thing
from headed h
left join (select distinct thread_id, thread_key, obstacle_type from obstacle_threads) whole on whole.thread_id = h.obstacle_id
order by h.person_id, h.written_at, h.document_key, h.position;
