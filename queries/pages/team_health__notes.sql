-- one row per coaching note that a number counts, the latest 200: notes read that are heard, replaced, on_target or
-- pressed ($counted), of a length, of some teams ($teams) or shortfalls ($shortfalls), or with these keys ($notes)
with found as (
    -- keys alone: all that fit are sorted and counted
    select m.note_key, m.person_id, m.author_id, m.team, m.written_at, count(*) over () as count_found
    from coaching_moments m
    left join people l on l.person_id = m.leader_id
    -- those of shortfalls and those asked for by key count unread as well
    where (m.is_read or $shortfalls is not null or $notes is not null)
        and ($notes is null or m.note_key in (select unnest($notes::varchar[])))
        and ($shortfalls is null or m.note_key in (
            select sn.note_key
            from shortfall_notes sn
            join shortfalls s using (shortfall_id)
            where s.shortfall_key in (select unnest($shortfalls::varchar[]))
        ))
        and case $counted
            when 'heard' then m.is_heard when 'replaced' then m.is_replaced when 'on_target' then coalesce(m.is_on_target, false)
            when 'pressed' then m.is_pressed_on_target else true
        end
        and ($least_sentences is null or coalesce(m.count_sentences, 0) >= $least_sentences::integer)
        and ($most_sentences is null or coalesce(m.count_sentences, 0) <= $most_sentences::integer)
        and ($from_on is null or m.written_on >= $from_on::date)
        and ($to_on is null or m.written_on <= $to_on::date)
        and ($team is null or m.team = $team)
        and ($teams is null or m.team in (select unnest($teams::varchar[])))
        and ($leader is null or l.person_key = $leader)
        and ($role is null or m.role = $role)
    order by m.written_at desc, m.note_key
    limit 200
)

select
    f.note_key, p.name as rep, a.name as author, f.team, n.relationship, n.stance, n.certainty, n.source, n.session_kind, n.account,
    n.text, coalesce(k.marks, []) as marks, n.is_read, f.written_at, f.count_found
from found f
join notes n using (note_key)
left join people p on p.person_id = f.person_id
left join people a on a.person_id = f.author_id
left join text_marks k on k.text_key = n.text_key
order by f.written_at desc, f.note_key;
