-- one row per person whom no people file names and who may be somebody that one does name: who, and what speaks for it
create or replace table person_suggestions as
with strangers as (
    select distinct
        f.person_id, f.ref, contains(f.ref, '@') as is_email,
        case when contains(f.ref, '@') then name_of_email(f.ref) else plain_name(f.ref) end as name
    from person_refs f
    where not f.is_matched and not f.is_settled
),

acquaintances as (
    select person_id, plain_name(name) as name, split_part(plain_name(name), ' ', 1) as first_name,
        split_part(plain_name(name), ' ', -1) as last_name
    from people
    where is_matched
),

-- only names that begin alike somewhere are held against each other
candidates as (
    select distinct s.person_id, s.name, s.is_email, a.person_id as suggested_id, a.name as suggested_name,
        a.first_name, a.last_name
    from (select *, unnest(string_split(name, ' ')) as word from strangers) s
    join (select *, unnest(string_split(name, ' ')) as word from acquaintances) a on left(s.word, 1) = left(a.word, 1)
),

judged as (
    select person_id, suggested_id,
        case
            when is_email and name in (
                suggested_name, last_name || ' ' || first_name, left(first_name, 1) || last_name,
                first_name || left(last_name, 1), left(first_name, 1) || ' ' || last_name, first_name || last_name
            ) then 'the e-mail spells the name'
            when name in (left(first_name, 1) || '. ' || last_name, first_name || ' ' || left(last_name, 1) || '.')
                then 'a first letter stands for a name'
            else 'the names are alike'
        end as why,
        jaro_winkler_similarity(
            array_to_string(list_sort(string_split(name, ' ')), ' '),
            array_to_string(list_sort(string_split(suggested_name, ' ')), ' ')
        ) as similarity
    from candidates
)

select person_id, suggested_id, why, similarity
from judged
where why <> 'the names are alike' or similarity >= setting('alike_names')
qualify row_number() over (
    partition by person_id order by why = 'the names are alike', similarity desc, suggested_id
) = 1;
