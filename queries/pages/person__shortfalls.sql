-- one row per shortfall of one person ($person) that touches the period, with the answer that it got; the first one first
select
    s.shortfall_key, s.team, a.name as author, s.answer, s.behind_by, s.is_window_open, s.starts_on, s.ends_on, s.answered_on,
    s.count_weeks, s.count_notes
from shortfalls s
join people p using (person_id)
left join coaching_moments m on m.note_key = s.answer_note_key
left join people a on a.person_id = m.author_id
where p.person_key = $person
    and ($from_on is null or s.ends_on >= $from_on::date)
    and ($to_on is null or s.starts_on <= $to_on::date)
order by s.starts_on;
