-- one row per kind and pair (or more) of sources that logged the same rep's week: which one counts, what is left aside
select
    kind, array_to_string(sources, ', ') as sources, counted_source,
    count(distinct person_id) as count_people, count(*) as count_weeks,
    sum(count_counted)::bigint as count_counted, sum(count_other)::bigint as count_left_aside
from source_overlap
group by all
order by kind, sources, counted_source;
