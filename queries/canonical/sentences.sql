-- one row per sentence of a text that was read, as the reader split it; words that a person corrected are one sentence
create or replace table sentences as
with corrected as (
    select correction_id, text_key, start, "end", sentence
    from corrections
    where is_standing and is_found and not is_not_about
),

split as (
    select s.text_key, s.text, s.start, s."end", null::integer as correction_id
    from store.sentences s
    where s.text_key in (select text_key from corrected)
        -- a sentence most of which was corrected is no other one
        and not exists (
            from corrected c
            where c.text_key = s.text_key and 2 * (least(c."end", s."end") - greatest(c.start, s.start)) > s."end" - s.start
        )
    union all
    select text_key, sentence, start, "end", correction_id from corrected
)

select text_key, position, text, start, "end", null::integer as correction_id
from store.sentences
where text_key not in (select text_key from corrected)
union all
select text_key, row_number() over (partition by text_key order by start)::integer, text, start, "end", correction_id
from split
order by text_key, position;
