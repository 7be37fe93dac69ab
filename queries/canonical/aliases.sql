-- one row per other name of a person, or name that is nobody else's, as it stands: by hand before by file, latest first
create or replace table aliases as
select a.alias, a.person_ref, f.person_id, a.settled_by, a.settled_at, a.import_id
from store.aliases a
left join person_refs f on f.ref = a.alias
qualify row_number() over (
    partition by lower(trim(a.alias)) order by a.import_id is null desc, a.settled_at desc, a.import_id desc, a.line desc
) = 1;
