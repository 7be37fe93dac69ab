-- one row per note about another team, the latest 200, with the marks of its coded sentences
with found as (
    select n.note_key, n.text_key, n.other_team, n.team, o.author_id, o.certainty, o.source, o.session_kind, o.text, n.stance,
        n.is_read, n.written_at, count(*) over () as count_found
    from peer_notes n
    join notes o using (note_key)
    cross join workspace_facts f
    left join people l on l.person_id = n.leader_id
    where n.written_on <= f.now_on
        and ($other_team is null or n.other_team_key = $other_team)
        and ($only_read is null or n.is_read)
        and ($reading is null or case $reading
            when 'pressing' then n.is_pressing when 'heard' then n.is_heard when 'acting' then n.is_acting
            when 'naming' then n.is_naming_obstacle end)
        and ($from_on is null or n.written_on >= $from_on::date)
        and ($to_on is null or n.written_on <= $to_on::date)
        and ($team is null or n.team = $team)
        and ($leader is null or l.person_key = $leader)
        and ($role is null or n.role = $role)
    order by n.written_at desc, n.note_key
    limit 200
)

-- whom the note is about: no person, but a team
select
    f.note_key, f.other_team as rep, p.name as author, f.team, 'peers' as relationship, f.stance, f.certainty, f.source,
    f.session_kind, null::varchar as account, f.text, coalesce(k.marks, []) as marks, f.is_read, f.written_at, f.count_found
from found f
left join people p on p.person_id = f.author_id
left join text_marks k using (text_key)
order by f.written_at desc, f.note_key;
