-- one row per rep and thread of an obstacle: same type, less than 60 days (a setting) between mentions
-- health, family and stress (wellbeing) never enter the ledger, nor does what stands in a leader's way
create table obstacle_mentions as
with days as (
    select *, mentioned_on - lag(mentioned_on) over thread as days_since
    from obstacle_namings n
    where obstacle_type <> 'wellbeing'
        and not exists (from leaders l where l.person_id = n.person_id and n.mentioned_on between l.from_on and l.to_on)
    window thread as (partition by person_id, obstacle_type order by written_at, position)
),

numbered as (
    select *, count_if(coalesce(days_since >= setting('thread_days'), true)) over (
        partition by person_id, obstacle_type order by written_at, position
    ) as thread
    from days
)

-- the other team on which a mention waits, by the words that it says of it
select
    person_id || ' ' || obstacle_type || ' ' || thread as obstacle_id, person_id, obstacle_type,
    mentioned_on, written_at, source, note_key, check_in_key, text_key, position, text, named_by, is_waved_away,
    (select arg_max(t.name, length(t.word)) from other_teams t where contains(as_words(n.text), ' ' || t.word || ' ')) as other_team
from numbered n;

-- one row per thread of an obstacle, with the state that its last answer gave it
create table obstacles as
with threads as (
    select
        obstacle_id, person_id, obstacle_type,
        min(other_team) as other_team, min(mentioned_on) as first_named_on, arg_min(named_by, (written_at, position)) as first_named_by,
        arg_min(source, (written_at, position)) as first_source,
        min(written_at) as first_named_at, max(mentioned_on) as last_named_on,
        count(distinct (mentioned_on, coalesce(note_key, check_in_key))) as count_mentions,
        count(distinct note_key) filter (where is_waved_away) as count_waved_away
    from obstacle_mentions
    group by all
),

acts as (
    select distinct n.note_key, n.text_key, n.about_person_id as person_id, n.written_at, n.written_at::date as acted_on,
        case when c.code = 'follow_up' then 'followed up' else 'acted on' end as act
    from notes n
    join codes c using (text_key)
    where n.relationship = 'people' and n.author_id is distinct from n.about_person_id
        and c.code in ('help', 'grow', 'together', 'follow_up')
),

-- an act belongs to the threads that its note names, else to the rep's only thread open that day, else to none
candidates as (
    select a.*, t.obstacle_id, m.obstacle_id is not null as is_named,
        count(*) over (partition by a.note_key, a.act) as count_open,
        bool_or(m.obstacle_id is not null) over (partition by a.note_key, a.act) as is_any_named
    from acts a
    join threads t
        on t.person_id = a.person_id and t.first_named_at <= a.written_at
        and a.acted_on < t.last_named_on + setting('thread_days')::integer
    left join (select distinct obstacle_id, note_key from obstacle_mentions) m
        on m.obstacle_id = t.obstacle_id and m.note_key = a.note_key
),

assigned as (from candidates where is_named or (count_open = 1 and not is_any_named)),

happenings as (
    select obstacle_id, written_at, 1 as step, 'open' as state from obstacle_mentions
    union all
    select obstacle_id, written_at, 2, 'waved away' from obstacle_mentions where is_waved_away
    union all
    select obstacle_id, written_at, 3, act from assigned
),

-- within one note the answer outweighs the mention
states as (
    select obstacle_id, arg_max(state, (written_at, step, state)) as last_state,
        min(written_at::date) filter (where state = 'acted on') as acted_on,
        min(written_at::date) filter (where state = 'followed up') as followed_up_on,
        max(written_at::date) filter (where state in ('acted on', 'followed up')) as last_answered_on
    from happenings
    group by obstacle_id
),

judged as (
    select
        t.*, s.acted_on, s.followed_up_on, m.team, m.leader_id, m.role,
        case
            when s.last_state in ('open', 'waved away')
                and f.now_on >= t.last_named_on + setting('thread_days')::integer then 'quiet'
            else s.last_state
        end as state,
        case when s.last_state in ('open', 'waved away') then f.now_on else s.last_answered_on end as counted_until
    from threads t
    join states s using (obstacle_id)
    cross join workspace_facts f
    left join memberships m
        on m.person_id = t.person_id and t.last_named_on between m.covers_from and m.covers_to
),

-- shared: enough reps of the team name the type within 60 days
placed as (
    select m.obstacle_id, m.person_id, m.obstacle_type, m.mentioned_on, j.team
    from obstacle_mentions m
    join judged j using (obstacle_id)
    where j.team is not null
),

crowded as (
    select *, count(distinct person_id) over (
        partition by team, obstacle_type order by mentioned_on
        range between to_days(setting('thread_days')::integer - 1) preceding and current row
    ) >= setting('shared_reps') as is_crowded
    from placed
),

-- a mention is shared when within 60 days from it on the team is crowded by the type
shared as (
    select distinct obstacle_id
    from crowded
    qualify bool_or(is_crowded) over (
        partition by team, obstacle_type order by mentioned_on
        range between current row and to_days(setting('thread_days')::integer - 1) following
    )
)

select
    j.obstacle_id, surrogate('o', j.obstacle_id) as obstacle_key, j.person_id, j.team, j.leader_id, j.role,
    j.obstacle_type, j.other_team, j.first_named_on, j.first_named_by, j.first_source, j.last_named_on,
    j.count_mentions, j.count_waved_away, j.acted_on, j.followed_up_on, j.state,
    j.counted_until - j.first_named_on as days_open,
    s.obstacle_id is not null as is_shared
from judged j
left join shared s using (obstacle_id)
order by j.person_id, j.first_named_on;
