-- one row per shortfall that was answered with "do more" or waved away, surely or perhaps, latest first, then by name
with pressing as (
    select n.shortfall_id, min(m.repaired_on) as repaired_on, arg_min(r.note_key, m.repaired_on) as repaired_by_note_key,
        list_sort(list_distinct(flatten(list(n.known_types)))) as known_types
    from shortfall_notes n
    join coaching_moments m using (note_key)
    left join coaching_moments r on r.note_key = m.repaired_by_note_key
    where n.is_replaced
    group by n.shortfall_id
)

select
    s.shortfall_key, p.person_key, s.answer_note_key as note_key, h.repaired_by_note_key,
    p.name as rep, s.team, a.name as author, m.stance, s.answer, s.repair, s.behind_by, coalesce(h.known_types, []) as known_types, s.lowest_attainment_to_pace,
    -- what was known is told by its types, so that wellbeing alone is never told
    s.is_open, coalesce(len(h.known_types) > 0, false) as is_replaced_though_known,
    s.starts_on, s.ends_on, s.answered_on, h.repaired_on,
    s.count_weeks, s.count_notes
from shortfalls s
join people p using (person_id)
left join people l on l.person_id = s.leader_id
left join coaching_moments m on m.note_key = s.answer_note_key
left join people a on a.person_id = m.author_id
left join pressing h using (shortfall_id)
where s.answer in ('replaced', 'perhaps_replaced')
    and ($shortfall is null or s.shortfall_key = $shortfall)
    and ($from_on is null or s.ends_on >= $from_on::date)
    and ($to_on is null or s.starts_on <= $to_on::date)
    and ($team is null or s.team = $team)
    and ($leader is null or l.person_key = $leader)
    and ($role is null or s.role = $role)
order by s.starts_on desc, rep, s.shortfall_key;
