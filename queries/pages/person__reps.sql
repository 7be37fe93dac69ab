-- one row per person whom the page Person can show, by name: with weeks, a coaching note about them, or a check-in
with seen as (
    select person_id from rep_calendar
    union
    select person_id from coaching_moments
    union
    select person_id from check_ins
),

last_places as (
    select person_id, team
    from memberships
    qualify row_number() over (partition by person_id order by covers_from desc) = 1
),

named as (
    select p.person_key, p.name || coalesce(', ' || l.team, '') || case when p.left_on <= f.now_on then ' (left)' else '' end as label,
        p.name as rep
    from seen s
    join people p using (person_id)
    cross join workspace_facts f
    left join last_places l using (person_id)
    where ($team is null and $leader is null and $role is null)
        or exists (
            from memberships m
            left join people b on b.person_id = m.leader_id
            where m.person_id = s.person_id
                and ($team is null or m.team = $team)
                and ($leader is null or b.person_key = $leader)
                and ($role is null or m.role = $role)
        )
)

select
    person_key,
    case when count(*) over (partition by label) > 1 then label || ' (' || person_key || ')' else label end as label
from named
order by rep, label, person_key;
