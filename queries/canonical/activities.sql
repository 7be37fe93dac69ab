-- one row per call, e-mail or meeting; where files repeat one of a source, the latest import wins
create table activities as
select
    a.activity_id, f.person_id, a.occurred_at, a.kind, a.direction, a.outcome, a.duration_seconds,
    a.account, a.contact, a.subject, coalesce(a.source, i.source) as source, a.import_id, a.line
from store.activities a
join store.imports i using (import_id)
join person_refs f on f.ref = a.person_ref
qualify row_number() over (partition by coalesce(a.source, i.source), a.activity_id order by a.import_id desc) = 1
order by f.person_id, a.occurred_at;
