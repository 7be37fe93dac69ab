-- one row per stretch of the period in which one person ($person) had a team and a leader, the first one first
select
    m.team, m.role, l.name as leader,
    case when m.covers_from > date '0001-01-01' then m.covers_from end as from_on,
    case when m.covers_to < date '9999-12-31' then m.covers_to end as to_on
from memberships m
join people p using (person_id)
cross join workspace_facts f
left join people l on l.person_id = m.leader_id
where p.person_key = $person and m.team is not null
    and m.covers_from <= least(coalesce($to_on::date, f.now_on), f.now_on)
    and m.covers_to >= coalesce($from_on::date, f.first_on)
order by m.covers_from;
