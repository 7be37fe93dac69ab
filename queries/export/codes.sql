-- one row per code that a sentence earned, but for obstacles of wellbeing, which are health data; $pseudonymous: surrogates
select
    case when $pseudonymous then surrogate('x', text_key) else text_key end as text_key,
    position, code, obstacle_type, source, probability,
    -- start and end of each word that spoke for the code, one after the other
    array_to_string(words, ' ') as words
from codes
where obstacle_type is distinct from 'wellbeing'
order by 1, position, probability desc, code;
