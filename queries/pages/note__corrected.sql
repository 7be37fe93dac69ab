-- one row per correction that stands and note or check-in on which it takes effect: who said it and when
with written as (
    select note_key as written_key, words_key from notes
    union all
    select check_in_key, text_key from check_ins
),

standing as (
    select * from corrections where is_standing and is_found
)

select
    w.written_key, c.correction_id, c.start, c.is_not_about, c.corrected_by, c.corrected_at, w.written_key = c.written_key as is_said_here
from standing c
join written w on w.words_key = c.text_key
where not c.is_not_about
union all
select written_key, correction_id, start, is_not_about, corrected_by, corrected_at, true
from standing
where is_not_about
order by written_key, start nulls first, correction_id;
