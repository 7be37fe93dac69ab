-- one row per row of a people file, with the key that its other rows share: e-mail, else id, else plain name
create or replace table people_rows as
with emails_of_ids as (
    select person_id, max(lower(trim(email))) as email
    from store.people
    where email is not null
    group by person_id
)

select
    p.* replace (lower(trim(p.email)) as email),
    coalesce(lower(trim(p.email)), e.email, p.person_id, plain_name(p.name)) as identity
from store.people p
left join emails_of_ids e using (person_id);
