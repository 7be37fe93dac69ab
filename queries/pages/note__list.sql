-- one row per note, the latest 200, with the marks of its coded sentences
with found as (
    -- keys alone: all that fit are sorted and counted
    select n.note_key, p.person_key, p.name as rep, m.team, n.written_at, count(*) over () as count_found
    from notes n
    left join coaching_moments m using (note_key)
    left join people p on p.person_id = n.about_person_id
    left join people l on l.person_id = m.leader_id
    where ($note is null or n.note_key = $note)
        -- a note that is asked for by its key is shown whatever it is about; lists are of coaching notes
        and ($note is not null or m.note_key is not null)
        -- notes of shortfalls and of obstacles belong to a period and a team by these, others by their own day
        and ($answer is not null or $obstacle_type is not null or (
            ($from_on is null or m.written_on >= $from_on::date)
            and ($to_on is null or m.written_on <= $to_on::date)
            and ($team is null or m.team = $team)
            and ($leader is null or l.person_key = $leader)
            and ($role is null or m.role = $role)
        ))
        and ($person is null or p.person_key = $person)
        and ($answer is null or exists (
            from shortfall_notes sn
            join shortfalls s using (shortfall_id)
            left join people sl on sl.person_id = s.leader_id
            where sn.note_key = n.note_key and s.answer = $answer
                and ($from_on is null or s.ends_on >= $from_on::date)
                and ($to_on is null or s.starts_on <= $to_on::date)
                and ($team is null or s.team = $team)
                and ($leader is null or sl.person_key = $leader)
                and ($role is null or s.role = $role)
        ))
        and ($shortfall is null or exists (
            from shortfall_notes sn
            join shortfalls s using (shortfall_id)
            where sn.note_key = n.note_key and s.shortfall_key = $shortfall
        ))
        and ($obstacle_type is null or exists (
            from obstacle_mentions o
            join open_obstacles($from_on, $to_on, $team, $leader, $role) s on s.obstacle_id = o.obstacle_id
            where o.note_key = n.note_key and o.obstacle_type = $obstacle_type and o.mentioned_on <= s.until_on
        ))
    order by n.written_at desc, n.note_key
    limit 200
)

select
    f.note_key, f.person_key, f.rep, a.name as author, f.team, n.relationship, n.stance, n.certainty, n.source, n.session_kind,
    n.account, n.text, coalesce(k.marks, []) as marks, n.is_read, f.written_at, f.count_found
from found f
join notes n using (note_key)
left join people a on a.person_id = n.author_id
left join text_marks k on k.text_key = n.text_key
order by f.written_at desc, f.note_key;
