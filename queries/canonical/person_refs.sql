-- one row per way in which a file speaks of a person (id, e-mail, name), with the person it means
-- what was settled by hand or by a file of other names wins; then exact keys: an id, an e-mail, or a name that one
-- person alone bears, at last one with broken accents; anybody else is unmatched, a person of the files' own
create or replace table person_refs as
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

unique_rests as (
    select unaccented_rest(name) as rest, any_value(identity) as identity
    from people_rows
    where length(unaccented_rest(name)) > 4
    group by rest
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

settled as (
    select lower(trim(alias)) as plain_alias, person_ref
    from store.aliases
    qualify row_number() over (
        partition by lower(trim(alias)) order by import_id is null desc, settled_at desc, import_id desc, line desc
    ) = 1
),

meant as (
    select
        r.ref, case when s.plain_alias is null then r.ref else s.person_ref end as meant_ref,
        s.plain_alias is not null as is_settled
    from refs r
    left join settled s on s.plain_alias = lower(trim(r.ref))
    where nullif(trim(r.ref), '') is not null
),

keyed as (
    select
        ref, is_settled,
        coalesce(i.identity, e.identity, n.identity, case when is_broken(meant_ref) then b.identity end) as identity
    from meant
    left join unique_keys i on i.plain_ref = meant_ref
    left join unique_keys e on e.plain_ref = lower(trim(meant_ref))
    left join unique_keys n on n.plain_ref = plain_name(meant_ref)
    left join unique_rests b on b.rest = unaccented_rest(meant_ref)
),

-- where nobody knows an e-mail and a name that it spells, they are one person
spelt as (
    select distinct plain_name(ref) as name from keyed where identity is null and not contains(ref, '@')
)

select
    k.ref,
    case
        when k.identity is not null then coalesce(i.first_id, surrogate('p', k.identity))
        else coalesce(case when not k.is_settled then s.name end, plain_name(k.ref))
    end as person_id,
    k.identity is not null as is_matched, k.is_settled
from keyed k
left join ids i using (identity)
left join spelt s on contains(k.ref, '@') and s.name = name_of_email(k.ref);
