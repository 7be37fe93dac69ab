-- one row per ISO week, author and rep: coaching notes read, how many heard and how many replaced; from three weeks before
-- the period on, since a week is shown with the three before it
select
    m.week, a.person_key as author_key, p.person_key, count(*) as count_notes,
    count(*) filter (where m.is_heard) as count_heard, count(*) filter (where m.is_replaced) as count_replaced
from coaching_moments m
join people p on p.person_id = m.person_id
left join people a on a.person_id = m.author_id
left join people l on l.person_id = m.leader_id
where m.is_read
    and ($from_on is null or m.week >= date_trunc('week', $from_on::date) - interval 21 days)
    and ($to_on is null or m.week <= $to_on::date)
    and ($team is null or m.team = $team)
    and ($leader is null or l.person_key = $leader)
    and ($role is null or m.role = $role)
group by m.week, a.person_key, p.person_key
order by m.week, a.person_key, p.person_key;
