-- a sentence is what its text holds between its offsets
with texts as (
    select text_key, text from notes
    union
    select text_key, text from check_ins
)

select s.text_key, s.position, s.text
from sentences s
join texts t using (text_key)
where s.text <> substr(t.text, s.start + 1, s."end" - s.start);
