-- one row per note of one person ($author) that holds a stock phrase of theirs ($phrase), latest first; the latest 200
select
    n.note_key, p.person_key, p.name as rep, a.name as author, n.account, n.text, coalesce(k.marks, []) as marks, n.stance, n.certainty,
    n.is_read, u.use, n.written_at, count(*) over () as count_found
from phrase_uses u
join notes n using (note_key)
join people a on a.person_id = u.author_id
left join people p on p.person_id = n.about_person_id
left join text_marks k on k.text_key = n.text_key
where a.person_key = $author and u.phrase = $phrase
order by n.written_at desc, n.note_key
limit 200;
