-- one row per rep, week and kind that more than one source logged: the source counted, and what was left aside
-- (a dialer and a CRM log the same call twice; the source with most rows counts, by name where they tie)
create or replace table source_overlap as
with by_source as (
    select person_id, date_trunc('week', occurred_at)::date as week, kind, source, count(*) as count_rows
    from activities
    group by all
)

select
    person_id, week, kind, list(source order by source) as sources,
    arg_max(source, (count_rows, source)) as counted_source,
    max(count_rows) as count_counted, sum(count_rows)::bigint - max(count_rows) as count_other
from by_source
group by person_id, week, kind
having count(*) > 1;
