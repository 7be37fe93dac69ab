-- one row per present rep: how long it has been since a note about them was heard, or heard and acted
create or replace table heard_gap as
with present as (
    select c.person_id, c.team, c.leader_id, c.role
    from rep_calendar c
    cross join workspace_facts f
    join people p using (person_id)
    where c.week = date_trunc('week', f.now_on) and (p.left_on is null or p.left_on >= f.now_on)
),

noted as (
    select person_id, max(written_on) filter (where is_heard) as last_heard_on, max(written_on) as last_note_on,
        count(*) as count_notes, count(*) filter (where is_read) as count_notes_read
    from coaching_moments
    group by person_id
)

select
    p.person_id, p.team, p.leader_id, p.role, n.last_heard_on,
    -- never heard: null, the page says since when notes are there
    (f.now_on - n.last_heard_on) // 7 as weeks_since_heard,
    n.last_note_on, coalesce(n.count_notes, 0) as count_notes, coalesce(n.count_notes_read, 0) as count_notes_read
from present p
cross join workspace_facts f
left join noted n using (person_id)
order by p.person_id;
