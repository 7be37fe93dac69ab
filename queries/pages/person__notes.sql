-- one row per coaching note about one person ($person) in the period, latest first, with the marks of its coded sentences
select
    n.note_key, p.person_key, p.name as rep, a.name as author, m.team, n.relationship, n.stance, n.certainty, n.source,
    n.session_kind, n.account, n.text, coalesce(k.marks, []) as marks,
    n.is_read, m.is_heard, m.stance in ('asked', 'do_more_asked') as is_asked, m.is_replaced, m.is_perhaps_replaced,
    coalesce(m.is_pressed_on_target, false) as is_pressed_on_target, m.is_replaced_though_known,
    n.written_at, m.written_on, count(*) over () as count_found
from coaching_moments m
join notes n using (note_key)
join people p on p.person_id = m.person_id
left join people a on a.person_id = m.author_id
left join text_marks k using (text_key)
where p.person_key = $person
    and ($from_on is null or m.written_on >= $from_on::date)
    and ($to_on is null or m.written_on <= $to_on::date)
order by n.written_at desc, n.note_key;
