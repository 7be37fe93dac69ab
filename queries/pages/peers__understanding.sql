-- one row per other team and author: notes read, and how many of them press, ask, hear, help
select
    n.other_team, a.person_key as author_key, count(*) as count_notes,
    count(*) filter (where n.is_pressing) as count_pressing, count(*) filter (where n.is_asking) as count_asking,
    count(*) filter (where n.is_heard) as count_heard, count(*) filter (where n.is_acting) as count_acting
from peer_notes n
cross join workspace_facts f
left join people a on a.person_id = n.author_id
left join people l on l.person_id = n.leader_id
where n.is_read and n.written_on <= f.now_on
    and ($from_on is null or n.written_on >= $from_on::date)
    and ($to_on is null or n.written_on <= $to_on::date)
    and ($team is null or n.team = $team)
    and ($leader is null or l.person_key = $leader)
    and ($role is null or n.role = $role)
group by all
order by n.other_team, author_key;
