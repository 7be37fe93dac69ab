-- one row per note about another team, with its author's team that day; names of a team that mean the same are one
create or replace table peer_notes as
with coded as (
    select text_key, bool_or(code = 'ask' and is_earned) as is_asking,
        bool_or(code = 'obstacle' and obstacle_type is distinct from 'wellbeing') as is_naming_obstacle
    from codes
    group by text_key
),

-- a team's own name counts before a word for it, a longer word before a shorter
called as (
    select distinct n.other_team as written,
        coalesce(
            any_value(t.name) filter (where lower(t.name) = lower(trim(n.other_team))),
            arg_max(t.name, length(t.word))
        ) as listed
    from notes n
    left join other_teams t
        on lower(t.name) = lower(trim(n.other_team)) or contains(as_words(n.other_team), ' ' || t.word || ' ')
    where n.relationship = 'peers' and trim(n.other_team) <> ''
    group by n.other_team
),

-- a team that is on no list is one across case, accents and white space, under the spelling first in the alphabet
named as (
    select written, coalesce(listed, min(trim(written)) over (partition by plain_account(written))) as other_team from called
)

select
    n.note_key, n.text_key, t.other_team, surrogate('g', t.other_team) as other_team_key, n.author_id,
    m.team, m.leader_id, m.role, n.stance, n.is_read,
    coalesce(n.pressure in ('push', 'dismissed'), false) as is_pressing, coalesce(c.is_asking, false) as is_asking,
    coalesce(n.stance in ('heard', 'heard_and_acted'), false) as is_heard, coalesce(n.care = 'acted', false) as is_acting,
    coalesce(c.is_naming_obstacle, false) as is_naming_obstacle,
    n.written_at, n.written_at::date as written_on
from notes n
join named t on t.written = n.other_team
left join coded c using (text_key)
left join memberships m on m.person_id = n.author_id and n.written_at::date between m.covers_from and m.covers_to
where n.relationship = 'peers'
order by t.other_team, n.written_at, n.note_key;
