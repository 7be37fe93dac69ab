-- one row per stretch of time in which a person had a team and a leader; stretches of a person do not overlap
create table memberships as
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
)

select
    l.person_id, l.team, l.leader_id, coalesce(l.role, p.role, p.title) as role, l.segment, l.from_on, l.to_on,
    -- the first stretch also covers what was logged before it began: a hiring date is often a login's date
    case when row_number() over stretches = 1 then date '0001-01-01' else l.from_on end as covers_from,
    least(
        coalesce(l.to_on, date '9999-12-31'),
        coalesce(lead(l.from_on) over stretches - 1, date '9999-12-31')
    ) as covers_to
from latest l
join people p using (person_id)
window stretches as (partition by l.person_id order by l.from_on nulls first);
