-- one row per coaching note that one person ($author) wrote in the 90 days up to now and that surely pressed for more or
-- waved away: not yet repaired ones first, then the latest first; ten at most
select
    m.note_key, p.person_key, p.name as rep, n.text, coalesce(k.marks, []) as marks, m.stance, m.certainty, m.behind, m.is_on_target,
    m.known_types, m.repair, m.written_at, m.repaired_on
from coaching_moments m
join notes n using (note_key)
join people p on p.person_id = m.person_id
join people a on a.person_id = m.author_id
cross join workspace_facts f
left join text_marks k on k.text_key = n.text_key
where a.person_key = $author and m.is_replaced and m.written_on > f.now_on - 90 and m.written_on <= f.now_on
order by m.repair is not distinct from 'repaired', m.written_at desc, m.note_key
limit 10;
