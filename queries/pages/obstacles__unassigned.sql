-- one row per act in a coaching note that answers no obstacle, since several stood open and the note names none; latest first
select n.note_key, p.person_key, p.name as rep, s.team, a.name as author, u.act, u.count_open, u.written_at::date as written_on
from obstacle_answers u
join notes n using (note_key)
join people p on p.person_id = u.person_id
left join people a on a.person_id = u.author_id
left join memberships s on s.person_id = u.person_id and u.written_at::date between s.covers_from and s.covers_to
left join people l on l.person_id = s.leader_id
where u.obstacle_id is null
    and ($from_on is null or u.written_at::date >= $from_on::date)
    and ($to_on is null or u.written_at::date <= $to_on::date)
    and ($team is null or s.team = $team) and ($leader is null or l.person_key = $leader) and ($role is null or s.role = $role)
order by u.written_at desc, rep, u.act;
