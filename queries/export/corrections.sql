-- one row per correction of a reading, those taken back included, but for obstacles of wellbeing; $pseudonymous: surrogates, no words
with written as (
    select note_key as written_key, note_id as written_id, 'note' as said_of from notes
    union all
    select check_in_key, check_in_id, 'check-in' from check_ins
)

select
    c.correction_id, w.said_of,
    case when $pseudonymous then c.written_key else w.written_id end as written_id,
    case when $pseudonymous then surrogate('x', c.text_key) else c.text_key end as text_key,
    c.start, c."end",
    case when not $pseudonymous then c.sentence end as sentence,
    array_to_string(
        list_filter(c.codes, lambda code: code <> 'obstacle' or c.obstacle_type <> 'wellbeing'), ' '
    ) as codes,
    case when c.obstacle_type <> 'wellbeing' then c.obstacle_type end as obstacle_type,
    array_to_string(
        list_filter(c.read_codes, lambda code: code <> 'obstacle' or c.read_obstacle_type <> 'wellbeing'), ' '
    ) as read_codes,
    case when c.read_obstacle_type <> 'wellbeing' then c.read_obstacle_type end as read_obstacle_type,
    case when not $pseudonymous then c.corrected_by end as corrected_by,
    case when not $pseudonymous then c.taken_back_by end as taken_back_by,
    c.is_not_about, c.is_found, c.is_standing, c.corrected_at, c.taken_back_at
from corrections c
left join written w using (written_key)
order by c.correction_id;
