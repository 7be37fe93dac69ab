-- one row per note that pressed or waved away a rep who was on target, latest first, then by name
select
    m.note_key, p.person_key, p.name as rep, m.team, a.name as author, m.stance, m.repair, m.attainment,
    m.attainment_to_pace, m.written_on
from coaching_moments m
join people p using (person_id)
left join people a on a.person_id = m.author_id
left join people l on l.person_id = m.leader_id
where m.is_pressed_on_target
    and ($from_on is null or m.written_on >= $from_on::date)
    and ($to_on is null or m.written_on <= $to_on::date)
    and ($team is null or m.team = $team)
    and ($leader is null or l.person_key = $leader)
    and ($role is null or m.role = $role)
order by m.written_on desc, rep, m.note_key;
