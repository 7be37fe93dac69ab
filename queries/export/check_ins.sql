-- one row per check-in: a rep's own words; $pseudonymous: surrogate ids, no text, and a mood only where it is a number
select
    case when $pseudonymous then check_in_key else check_in_id end as check_in_id,
    case when $pseudonymous then surrogate('p', person_id) else person_id end as person_id,
    case when not $pseudonymous then text end as text,
    case when not $pseudonymous or try_cast(mood as double) is not null then mood end as mood,
    case when $pseudonymous then surrogate('x', text_key) else text_key end as text_key,
    unreadable, is_read, written_at
from check_ins
order by written_at, 1;
