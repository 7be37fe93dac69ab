-- one row per sentence of a text that was read; $pseudonymous: where it stands, without its words
select
    case when $pseudonymous then surrogate('x', text_key) else text_key end as text_key,
    position,
    case when not $pseudonymous then text end as text,
    start, "end"
from sentences
order by 1, position;
