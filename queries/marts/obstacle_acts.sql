-- one row per act of a person on an obstacle, those taken back included, with the thread of the mention that it is tied to
create or replace table obstacle_acts as
with placed as (
    select
        a.act_id, t.thread_id, i.thread_id as into_thread_id, r.person_id, a.act, a.owner, a.due_on, a.words, a.acted_by,
        a.taken_back_by, a.as_of, a.acted_at, a.taken_back_at
    from store.obstacle_acts a
    left join person_refs r on r.ref = a.person_ref
    -- the same words may stand in two texts of a rep: the one of that day is meant
    left join obstacle_threads t
        on t.person_id = r.person_id and t.text_key = a.text_key and t.position = a.position
    left join obstacle_threads i
        on i.person_id = r.person_id and i.text_key = a.into_text_key and i.position = a.into_position
    qualify row_number() over (
        partition by a.act_id
        order by t.mentioned_on is distinct from a.mentioned_on, i.mentioned_on is distinct from a.into_mentioned_on,
            t.mentioned_on, i.mentioned_on
    ) = 1
)

-- without a thread: the text is not here any more, or is read otherwise; with it the act comes back
select *, taken_back_at is null as is_standing
from placed
order by act_id;
