-- one row per present rep, by name: when a note about them was last heard, as of the end of the period
with bounds as (
    select least(coalesce($to_on::date, now_on), now_on) as until_on from workspace_facts
),

noted as (
    select m.person_id, max(m.written_on) filter (where m.is_heard) as last_heard_on, max(m.written_on) as last_note_on,
        count(*) as count_notes
    from coaching_moments m, bounds b
    where m.written_on <= b.until_on
    group by m.person_id
)

select
    p.person_key, p.name as rep, g.team, n.last_heard_on, n.last_note_on,
    (b.until_on - n.last_heard_on) // 7 as weeks_since_heard, coalesce(n.count_notes, 0) as count_notes
from heard_gap g
join people p using (person_id)
cross join bounds b
left join people l on l.person_id = g.leader_id
left join noted n using (person_id)
where ($team is null or g.team = $team)
    and ($leader is null or l.person_key = $leader)
    and ($role is null or g.role = $role)
order by rep, p.person_key;
