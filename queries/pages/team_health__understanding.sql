-- one row per team, leader, author, rep and length of note: coaching notes read, and how many of them heard
select
    l.person_key as leader_key, a.person_key as author_key, p.person_key, m.team,
    case
        when m.count_sentences <= 1 then '1 sentence' when m.count_sentences <= 4 then '2 to 4 sentences'
        else '5 and more'
    end as length,
    count(*) as count_notes, count(*) filter (where m.is_heard) as count_heard,
    count(*) filter (where m.is_replaced) as count_replaced,
    count(*) filter (where m.is_on_target) as count_on_target,
    count(*) filter (where m.is_pressed_on_target) as count_pressed
from coaching_moments m
join people p on p.person_id = m.person_id
left join people a on a.person_id = m.author_id
left join people l on l.person_id = m.leader_id
where m.is_read
    and ($from_on is null or m.written_on >= $from_on::date)
    and ($to_on is null or m.written_on <= $to_on::date)
    and ($team is null or m.team = $team)
    and ($leader is null or l.person_key = $leader)
    and ($role is null or m.role = $role)
group by all
order by m.team, l.person_key, a.person_key, p.person_key, length;
