-- one row per answer in a coaching note and obstacle that it answers: help, practice, a step together, a return to it,
-- and waving away where the note does not itself name an obstacle (where it does, the mention is marked)
create or replace table obstacle_answers as
with acts as (
    select distinct n.note_key, n.about_person_id as person_id, n.author_id, n.written_at,
        case when c.code = 'follow_up' then 'followed up' else 'acted on' end as act
    from notes n
    join codes c using (text_key)
    where n.relationship = 'people' and n.author_id is distinct from n.about_person_id
        and c.code in ('help', 'grow', 'together', 'follow_up') and c.is_earned
    union all
    select note_key, about_person_id, author_id, written_at, 'waved away'
    from notes
    where relationship = 'people' and author_id is distinct from about_person_id and pressure = 'dismissed'
),

threads as (
    select obstacle_id, person_id, min(written_at) as first_named_at, max(mentioned_on) as last_named_on
    from obstacle_mentions
    group by obstacle_id, person_id
),

-- an act belongs to the threads that its note names, else to the rep's only thread open that day, else to none
candidates as (
    select a.*, t.obstacle_id, m.obstacle_id is not null as is_named,
        count(*) over (partition by a.note_key, a.act) as count_open,
        bool_or(m.obstacle_id is not null) over (partition by a.note_key, a.act) as is_any_named
    from acts a
    join threads t
        on t.person_id = a.person_id and t.first_named_at <= a.written_at
        and a.written_at::date < t.last_named_on + setting('thread_days')::integer
    left join (select distinct obstacle_id, note_key from obstacle_mentions) m
        on m.obstacle_id = t.obstacle_id and m.note_key = a.note_key
)

select
    note_key, person_id, author_id, act, written_at,
    -- null: unassigned, where several stand open and the note names none
    case when is_named or (count_open = 1 and not is_any_named) then obstacle_id end as obstacle_id,
    count_open
from candidates
where case when is_any_named then is_named and act <> 'waved away' else true end
qualify row_number() over (partition by note_key, act, case when is_named then obstacle_id end order by obstacle_id) = 1
order by written_at, note_key, act;
