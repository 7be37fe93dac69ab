-- one row per event that changes what numbers mean, of a person or, where the scope is no person, of a team
create or replace table events as
with scoped as (
    select e.*, f.person_id
    from store.events e
    left join person_refs f on f.ref = e.scope or f.ref = lower(trim(e.scope))
    qualify row_number() over (partition by e.scope, e.starts_on, e.kind order by e.import_id desc, f.is_matched desc) = 1
)

select
    person_id, case when person_id is null then scope end as team, starts_on,
    -- an event without an end is open
    coalesce(ends_on, date '9999-12-31') as ends_on, lower(kind) as kind, text
from scoped;
