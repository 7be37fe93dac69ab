-- one row: how many coaching notes the period has, how many of them are read, by and about how many people
select
    count(*) as count_notes, count(*) filter (where m.is_read) as count_notes_read,
    count(distinct m.author_id) as count_authors, count(distinct m.person_id) as count_reps
from coaching_moments m
left join people l on l.person_id = m.leader_id
where ($from_on is null or m.written_on >= $from_on::date)
    and ($to_on is null or m.written_on <= $to_on::date)
    and ($team is null or m.team = $team)
    and ($leader is null or l.person_key = $leader)
    and ($role is null or m.role = $role);
