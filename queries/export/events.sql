-- one row per event that changes what numbers mean, of a person or a team; $pseudonymous: surrogates, and no text
select
    case
        when not $pseudonymous then coalesce(person_id, team)
        when person_id is not null then surrogate('p', person_id)
        -- who is in no people file stands here as if they were a team
        when team in (select m.team from memberships m) then team
        else surrogate('g', team)
    end as scope,
    kind,
    case when not $pseudonymous then text end as text,
    person_id is not null as is_person, starts_on, nullif(ends_on, date '9999-12-31') as ends_on
from events
order by starts_on, 1, kind;
