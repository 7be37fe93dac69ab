-- one row per other team, by name, and kind of thing that notes of the period show of it: obstacles by type, goals, feelings
select
    n.other_team_key, n.other_team, c.code, c.obstacle_type, arg_max(s.text, (n.written_at, c.position)) as text,
    count(*) as count_sentences,
    count(distinct n.author_id) as count_authors, max(n.written_on) as last_named_on
from peer_notes n
join codes c using (text_key)
join sentences s on s.text_key = c.text_key and s.position = c.position
cross join workspace_facts f
left join people l on l.person_id = n.leader_id
where c.code in ('obstacle', 'goal', 'feeling', 'context') and c.obstacle_type is distinct from 'wellbeing'
    and n.written_on <= f.now_on
    and ($other_team is null or n.other_team_key = $other_team)
    and ($from_on is null or n.written_on >= $from_on::date)
    and ($to_on is null or n.written_on <= $to_on::date)
    and ($team is null or n.team = $team)
    and ($leader is null or l.person_key = $leader)
    and ($role is null or n.role = $role)
group by all
order by n.other_team, count_sentences desc, c.code, c.obstacle_type;
