-- one row per shortfall: whose, when, by what measure, and the answer that it got; by first day, then name
select
    s.shortfall_key, p.person_key, s.answer_note_key as note_key,
    -- notes of one author are alike; where none was written, it is the leader who did not
    coalesce(a.person_key, l.person_key, p.person_key) as author_key,
    p.name as rep, s.team, s.answer, s.repair, s.behind_by, s.lowest_attainment_to_pace, s.is_open, s.is_window_open,
    s.starts_on, s.ends_on, s.answered_on,
    s.count_weeks, s.count_notes, (s.answer = 'replaced')::integer as count_replaced,
    (s.answer = 'no_note')::integer as count_no_note, s.is_replaced_though_known::integer as count_known,
    (s.repair = 'repaired')::integer as count_repaired, (s.repair is not null and s.repair <> 'too early')::integer as count_repairable,
    1 as count_shortfalls
from shortfalls s
join people p using (person_id)
left join people l on l.person_id = s.leader_id
left join coaching_moments m on m.note_key = s.answer_note_key
left join people a on a.person_id = m.author_id
where ($from_on is null or s.ends_on >= $from_on::date)
    and ($to_on is null or s.starts_on <= $to_on::date)
    and ($team is null or s.team = $team)
    and ($leader is null or l.person_key = $leader)
    and ($role is null or s.role = $role)
order by s.starts_on, rep, s.shortfall_key;
