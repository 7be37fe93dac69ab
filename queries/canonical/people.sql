-- one row per person: what the latest people file says of them, or, where none does, the name that the files use
create or replace table people as
with latest as (
    select r.*, f.person_id as resolved_id
    from people_rows r
    join person_refs f on f.ref = coalesce(r.person_id, r.email, r.name)
    qualify row_number() over (partition by f.person_id order by r.import_id desc, r.line desc) = 1
),

unmatched as (
    select
        person_id, coalesce(min(ref) filter (where not contains(ref, '@')), min(ref)) as name,
        min(lower(ref)) filter (where contains(ref, '@')) as email
    from person_refs
    where not is_matched
    group by person_id
)

select
    resolved_id as person_id, surrogate('p', resolved_id) as person_key,
    coalesce(name, email, resolved_id) as name, email, title, role, started_on, left_on,
    coalesce(active, left_on is null) as active, true as is_matched
from latest
union all
select person_id, surrogate('p', person_id), name, email, null, null, null, null, true, false
from unmatched;
