-- one row per target of a person, period and measure, and day on which what was reached was read
create or replace table targets as
select
    f.person_id, t.period_start, t.period_end, lower(coalesce(t.measure, 'quota')) as measure, t.target, t.actual,
    coalesce(t.currency, setting_text('currency')) as currency, t.as_of
from store.targets t
join person_refs f on f.ref = t.person_ref
where t.period_end >= t.period_start
qualify row_number() over (
    partition by f.person_id, t.period_start, t.period_end, lower(coalesce(t.measure, 'quota')), t.as_of
    order by t.import_id desc, t.line desc
) = 1;
