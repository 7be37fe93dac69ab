-- one row per person; $pseudonymous: a surrogate id, without name, e-mail, title and a role that is the title
select
    case when $pseudonymous then person_key else person_id end as person_id,
    case when not $pseudonymous then name end as name,
    case when not $pseudonymous then email end as email,
    case when not $pseudonymous then title end as title,
    case when not $pseudonymous or role is distinct from title then role end as role,
    active, is_matched, started_on, left_on
from people
order by 1;
