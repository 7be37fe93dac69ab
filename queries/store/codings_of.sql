-- one row per sentence that a person coded of a sample
select note_key, start, codes, obstacle_type
from codings
where sample_id = $sample_id and coder = $coder
order by note_key, start;
