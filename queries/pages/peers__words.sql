-- one row per sentence of a note about another team that shows what it faces, wants or feels, latest first, 500 at most
with found as (
    select n.note_key, n.other_team, n.other_team_key, n.author_id, n.text_key, c.position, c.code, c.obstacle_type, n.written_at,
        count(*) over () as count_found
    from peer_notes n
    join codes c using (text_key)
    cross join workspace_facts f
    left join people l on l.person_id = n.leader_id
    where c.code in ('obstacle', 'goal', 'feeling', 'context') and c.obstacle_type is distinct from 'wellbeing'
        and n.written_on <= f.now_on
        and ($other_team is null or n.other_team_key = $other_team)
        and ($code is null or c.code = $code)
        and ($obstacle_type is null or c.obstacle_type = $obstacle_type)
        and ($from_on is null or n.written_on >= $from_on::date)
        and ($to_on is null or n.written_on <= $to_on::date)
        and ($team is null or n.team = $team)
        and ($leader is null or l.person_key = $leader)
        and ($role is null or n.role = $role)
    order by n.written_at desc, n.note_key, c.position, c.code
    limit 500
)

select
    f.note_key, f.other_team_key, f.other_team, p.name as author, f.code, f.obstacle_type, s.text,
    f.written_at::date as written_on, f.count_found
from found f
join sentences s using (text_key, position)
left join people p on p.person_id = f.author_id
order by f.written_at desc, f.note_key, f.position, f.code;
