-- one row per call, e-mail or meeting; where files repeat one of a source, the latest import wins
create or replace table activities as
with logged as (
    select a.*, coalesce(a.source, i.source, '') as logged_by, (a.import_id::bigint << 40) + a.line as place
    from store.activities a
    join store.imports i using (import_id)
),

-- a group of each and its last place: a window over those that are repeated takes three times as long
repeated as (
    select logged_by, activity_id, max(place) as last_place from logged group by all having count(*) > 1
)

select
    a.activity_id, f.person_id, a.occurred_at, a.kind, a.direction, a.outcome, a.duration_seconds,
    a.account, a.contact, a.subject, nullif(a.logged_by, '') as source, a.import_id, a.line
from logged a
join person_refs f on f.ref = a.person_ref
left join repeated r using (logged_by, activity_id)
where r.last_place is null or a.place = r.last_place;
