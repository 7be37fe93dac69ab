-- one row per stretch of time in which a person had a team and a leader; $pseudonymous: surrogate ids, no title as role
select
    case when $pseudonymous then surrogate('p', m.person_id) else m.person_id end as person_id,
    m.team,
    case when $pseudonymous then surrogate('p', m.leader_id) else m.leader_id end as leader_id,
    case when not $pseudonymous or m.role is distinct from p.title then m.role end as role,
    m.segment, m.from_on, m.to_on,
    -- a stretch without a bound has none here either
    nullif(m.covers_from, date '0001-01-01') as covers_from, nullif(m.covers_to, date '9999-12-31') as covers_to
from memberships m
left join people p using (person_id)
order by 1, m.covers_from;
