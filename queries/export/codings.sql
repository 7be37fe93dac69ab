-- one row per sentence that a person coded blind, with what the reader read in it; $pseudonymous: surrogates, no coder's name
select
    sample_id,
    case when $pseudonymous then note_key else note_id end as note_id,
    case when not $pseudonymous then coder end as coder,
    stratum, probability, start, "end",
    array_to_string(codes, ' ') as codes,
    -- wellbeing is health data
    nullif(c.obstacle_type, 'wellbeing') as obstacle_type,
    array_to_string(read_codes, ' ') as read_codes,
    nullif(c.read_obstacle_type, 'wellbeing') as read_obstacle_type,
    coded_at
from coded_sentences c
left join (select distinct note_key, note_id from notes) using (note_key)
order by sample_id, note_key, coder, start;
