-- one row per target of a person, period and measure, and day on which it was read; $pseudonymous: a surrogate id
select
    case when $pseudonymous then surrogate('p', person_id) else person_id end as person_id,
    measure, currency, target, actual, period_start, period_end, as_of
from targets
order by 1, period_start, measure, as_of;
