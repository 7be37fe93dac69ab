-- one row per landed row of a file of other names: typed, and the reason where it cannot be accepted
create or replace temp table staged as
select line, plain(cells[$m.alias]) as alias, joined(cells, $m.rep) as person_ref, []::varchar[] as defects,
    false as has_id, row_key(null, cells) as row_key,
    case when plain(cells[$m.alias]) is null or joined(cells, $m.rep) is null then 'missing_rep' end as reason
from landed;
