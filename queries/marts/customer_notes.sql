-- one row per sentence of a note about a customer that shows their business, goals, struggles or people
-- health and family of a customer's people (wellbeing) stand in no list: such a sentence is no row
create or replace table customer_words as
with kinds(code, kind) as (
    values ('context', 'business'), ('goal', 'goals'), ('obstacle', 'struggles'), ('feeling', 'people')
)

select n.note_key, n.text_key, c.position, k.kind, c.obstacle_type
from notes n
join codes c using (text_key)
join kinds k using (code)
where n.relationship = 'customers' and c.is_earned and c.obstacle_type is distinct from 'wellbeing'
order by n.note_key, c.position, k.kind;

-- one row per note about a customer, with its author's team that day; one that two sources hold is there once
create or replace table customer_notes as
with coded as (
    select text_key, bool_or(code = 'pitch') as is_pitching, bool_or(code = 'push') as is_pushing,
        bool_or(code = 'ask' and is_earned) as is_asking
    from codes
    group by text_key
),

known as (
    select note_key,
        count(*) filter (where kind = 'business') as count_business, count(*) filter (where kind = 'goals') as count_goals,
        count(*) filter (where kind = 'struggles') as count_struggles, count(*) filter (where kind = 'people') as count_people
    from customer_words
    group by note_key
),

once as (
    select n.*, s.account_key, n.written_at::date as written_on
    from notes n
    left join account_spellings s on s.account = n.account
    where n.relationship = 'customers'
    qualify dense_rank() over (
        partition by s.account_key, n.author_id, n.written_at::date, n.words_key order by n.source
    ) = 1
)

select
    o.note_key, o.text_key, o.account_key, o.author_id, m.team, m.leader_id, m.role, o.stance, o.is_read,
    coalesce(c.is_pitching, false) as is_pitching, coalesce(c.is_pushing, false) as is_pushing,
    coalesce(c.is_asking, false) as is_asking,
    coalesce(o.stance in ('heard', 'heard_and_acted'), false) as is_heard,
    -- a note that presses may hear as well; of what was heard, all is understood
    coalesce(o.understanding = 'heard', false) or k.note_key is not null as is_understanding,
    o.written_at, o.written_on, date_trunc('week', o.written_on)::date as week,
    coalesce(k.count_business, 0) as count_business, coalesce(k.count_goals, 0) as count_goals,
    coalesce(k.count_struggles, 0) as count_struggles, coalesce(k.count_people, 0) as count_people
from once o
left join coded c using (text_key)
left join known k using (note_key)
left join memberships m on m.person_id = o.author_id and o.written_on between m.covers_from and m.covers_to
order by o.account_key, o.written_at, o.note_key;
