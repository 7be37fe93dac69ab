-- one row per person that the files speak of, as a people list to fill in: those whom none names yet stand first
select
    p.person_id, p.name, p.email, p.title, p.role, p.started_on, p.left_on, p.active,
    m.team, l.name as manager
from people p
left join (
    select person_id, arg_max(team, covers_to) as team, arg_max(leader_id, covers_to) as leader_id
    from memberships
    group by person_id
) m using (person_id)
left join people l on l.person_id = m.leader_id
order by p.is_matched, p.name, p.person_id;
