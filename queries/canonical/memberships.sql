-- one row per stretch of time in which a person had a team and a leader; stretches of a person do not overlap
create or replace table memberships as
with told as (
    select f.person_id, m.team, l.person_id as leader_id, m.role, m.segment, m.from_on, m.to_on, m.import_id, m.line
    from store.memberships m
    join person_refs f on f.ref = m.person_ref
    left join person_refs l on l.ref = m.leader_ref
),

from_people as (
    select f.person_id, r.team, l.person_id as leader_id, r.role, r.segment, r.started_on as from_on,
        r.left_on as to_on, r.import_id, r.line
    from people_rows r
    join person_refs f on f.ref = coalesce(r.person_id, r.email, r.name)
    left join person_refs l on l.ref = r.leader_ref
    where (r.team is not null or r.leader_ref is not null)
        and not exists (from told t where t.person_id = f.person_id)
    qualify row_number() over (partition by f.person_id order by r.import_id desc, r.line desc) = 1
),

latest as (
    select * from told
    qualify row_number() over (partition by person_id, from_on order by import_id desc, line desc) = 1
    union all
    select * from from_people
),

stretches as (
    select
        *,
        -- the first stretch also covers what was logged before it began: a hiring date is often a login's date
        case when row_number() over (partition by person_id order by from_on nulls first) = 1
            then date '0001-01-01' else from_on end as covers_from,
        coalesce(to_on, date '9999-12-31') as covers_to
    from latest
),

bounds as (
    select person_id, covers_from as starts_on from stretches
    union
    select person_id, covers_to + 1 from stretches where covers_to < date '9999-12-31'
),

days as (
    select person_id, starts_on,
        coalesce(lead(starts_on) over (partition by person_id order by starts_on) - 1, date '9999-12-31') as ends_on
    from bounds
)

-- where stretches overlap the later one counts, and the one around it resumes after its end
select
    d.person_id, s.team, s.leader_id, coalesce(s.role, p.role, p.title) as role, s.segment, s.from_on, s.to_on,
    d.starts_on as covers_from, d.ends_on as covers_to
from days d
join stretches s on s.person_id = d.person_id and s.covers_from <= d.starts_on and s.covers_to >= d.ends_on
join people p on p.person_id = d.person_id
qualify row_number() over (partition by d.person_id, d.starts_on order by s.covers_from desc, s.covers_to) = 1
order by d.person_id, d.starts_on;
