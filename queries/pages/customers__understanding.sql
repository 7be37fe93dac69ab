-- one row per team, author and customer account: notes read, and how many of them pitch, push, ask, hear
select
    n.team, a.person_key as author_key, n.account_key, count(*) as count_notes,
    count(*) filter (where n.is_pitching) as count_pitching, count(*) filter (where n.is_pushing) as count_pushing,
    count(*) filter (where n.is_pitching or n.is_pushing) as count_pressing,
    count(*) filter (where n.is_asking) as count_asking, count(*) filter (where n.is_heard) as count_heard
from customer_notes n
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
order by n.team, author_key, n.account_key;
