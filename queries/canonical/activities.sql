-- one row per call, e-mail or meeting; where files repeat one of a source, the latest import wins
create or replace table activities as
with logged as (
    select a.*, coalesce(a.source, i.source, '') as logged_by
    from store.activities a
    join store.imports i using (import_id)
),

-- few are repeated: a window over all of them would take longer than the rest
repeated as (
    select logged_by, activity_id from logged group by all having count(*) > 1
),

latest as (
    from logged
    where (logged_by, activity_id) in (from repeated)
    qualify row_number() over (partition by logged_by, activity_id order by import_id desc) = 1
)

select
    a.activity_id, f.person_id, a.occurred_at, a.kind, a.direction, a.outcome, a.duration_seconds,
    a.account, a.contact, a.subject, nullif(a.logged_by, '') as source, a.import_id, a.line
from (
    from logged l
    where not exists (from repeated r where r.logged_by = l.logged_by and r.activity_id = l.activity_id)
    union all from latest
) a
join person_refs f on f.ref = a.person_ref
order by f.person_id, a.occurred_at;
