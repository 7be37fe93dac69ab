-- one row per mention of an obstacle with its thread: same rep, same type, same thing, less than 60 days (a setting) apart
-- health, family and stress (wellbeing) never enter the ledger, nor does what stands in a leader's way
create or replace table obstacle_threads as
with kept as materialized (
    select n.*, coalesce(note_key, check_in_key) as document_key, as_words(text) as words
    from obstacle_namings n
    where obstacle_type <> 'wellbeing'
        and not exists (from leaders l where l.person_id = n.person_id and n.mentioned_on between l.from_on and l.to_on)
),

-- the thing that a mention speaks of, where it names one: a thing of the list, or the team that does not deliver
spoken as (
    select k.person_id, k.document_key, k.position, arg_min(t.thing, t.rank) as thing
    from (select person_id, obstacle_type, document_key, position, unnest(string_split(words, ' ')) as word from kept) k
    join obstacle_things t using (obstacle_type, word)
    group by k.person_id, k.document_key, k.position
),

-- the other team on which a mention waits, by the words that it says of it
waiting as (
    select k.* exclude (words), (
        select arg_max(t.name, length(t.word)) from other_teams t where contains(k.words, ' ' || t.word || ' ')
    ) as other_team
    from kept k
),

runs as (
    select
        k.*, case when k.obstacle_type = 'other_teams' then k.other_team else s.thing end as thing,
        k.mentioned_on - lag(k.mentioned_on) over of_type as days_since
    from waiting k
    left join spoken s using (person_id, document_key, position)
    window of_type as (partition by k.person_id, k.obstacle_type order by k.written_at, k.document_key, k.position)
),

numbered as (
    select *, count_if(coalesce(days_since >= setting('thread_days'), true)) over (
        partition by person_id, obstacle_type order by written_at, document_key, position
    ) as run
    from runs
),

-- a mention that names no thing goes with the one before it, and the first ones with the first that names one
filled as (
    select * exclude (days_since), coalesce(
        last_value(thing ignore nulls) over (in_run rows between unbounded preceding and current row),
        first_value(thing ignore nulls) over (in_run rows between current row and unbounded following)
    ) as thread_thing
    from numbered
    window in_run as (partition by person_id, obstacle_type, run order by written_at, document_key, position)
),

of_things as (
    select *, mentioned_on - lag(mentioned_on) over (
        partition by person_id, obstacle_type, thread_thing order by written_at, document_key, position
    ) as days_since
    from filled
),

begun as (
    select *, coalesce(days_since >= setting('thread_days'), true) as is_first
    from of_things
),

threads as (
    select *,
        count_if(is_first) over (
            partition by person_id, obstacle_type, thread_thing order by written_at, document_key, position
        ) as thread_of_thing,
        count_if(is_first) over (
            partition by person_id, obstacle_type order by written_at, document_key, position
        ) as begun_so_far
    from begun
)

-- the number of a thread moves when older files come in; its key, made of its first mention, moves only when that does
select
    person_id || ' ' || obstacle_type || ' ' || min(begun_so_far) over thread as thread_id,
    surrogate('o', first_value(concat_ws(' ', person_id, text_key, position, mentioned_on)) over (
        thread order by written_at, document_key, position
    )) as thread_key,
    person_id, obstacle_type, thread_thing, mentioned_on, written_at, source, note_key, check_in_key, document_key,
    text_key, position, text, named_by, is_waved_away, other_team
from threads
window thread as (partition by person_id, obstacle_type, thread_thing, thread_of_thing)
order by person_id, written_at, document_key, position;
