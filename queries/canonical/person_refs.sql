-- one row per way in which a file speaks of a person (id, e-mail, name), with the person it means
-- exact keys only: an id, an e-mail, or a name that one person alone bears; anybody else is unmatched
create table person_refs as
with ids as (
    select identity, arg_min(person_id, import_id) filter (where person_id is not null) as first_id
    from people_rows
    group by identity
),

known as (
    select r.person_id as plain_ref, r.identity from people_rows r where r.person_id is not null
    union
    select r.email, r.identity from people_rows r where r.email is not null
    union
    select plain_name(r.name), r.identity from people_rows r where r.name is not null
),

unique_keys as (
    select plain_ref, any_value(identity) as identity
    from known
    group by plain_ref
    having count(distinct identity) = 1
),

refs as (
    select person_id as ref from people_rows
    union select email from store.people
    union select name from store.people
    union select leader_ref from store.people
    union select person_ref from store.memberships
    union select leader_ref from store.memberships
    union select person_ref from store.activities
    union select author_ref from store.notes
    union select about_ref from store.notes
    union select person_ref from store.check_ins
    union select person_ref from store.targets
),

keyed as (
    select ref, coalesce(i.identity, e.identity, n.identity) as identity
    from refs
    left join unique_keys i on i.plain_ref = ref
    left join unique_keys e on e.plain_ref = lower(trim(ref))
    left join unique_keys n on n.plain_ref = plain_name(ref)
    where nullif(trim(ref), '') is not null
)

select
    k.ref,
    case when k.identity is null then plain_name(k.ref) else coalesce(i.first_id, surrogate('p', k.identity)) end
        as person_id,
    k.identity is not null as is_matched
from keyed k
left join ids i using (identity);
