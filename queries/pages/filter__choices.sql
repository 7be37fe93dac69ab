-- one row per choice that the filter offers: a team, a leader (by surrogate key) or a role
with choices as (
    select distinct 'team' as filter, team as value, team as label
    from memberships
    where team is not null
    union all
    select distinct 'leader', p.person_key,
        case when count(*) over (partition by p.name) > 1 then p.name || ' (' || p.person_key || ')' else p.name end
    from people p
    where p.person_id in (select leader_id from memberships)
    union all
    select distinct 'role', role, role
    from memberships
    where role is not null
)

select filter, value, label
from choices
order by filter, label;
