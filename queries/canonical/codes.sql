-- one row per code that a sentence earned: of the reader, or of the person who corrected it
create or replace table codes as
with corrected as (
    select distinct text_key from sentences where correction_id is not null
)

select text_key, position, code, probability, obstacle_type, words, source, true as is_earned
from store.codes
where text_key not in (select text_key from corrected)
union all
select s.text_key, s.position, k.code, k.probability, k.obstacle_type, k.words, k.source, true
from sentences s
join store.sentences r on r.text_key = s.text_key and r.start = s.start and r."end" = s."end"
join store.codes k on k.text_key = r.text_key and k.position = r.position
where s.text_key in (select text_key from corrected) and s.correction_id is null
union all
select
    s.text_key, s.position, said.code, 1, case when said.code = 'obstacle' then c.obstacle_type end, []::integer[],
    'person', true
from sentences s
join corrections c using (correction_id), unnest(c.codes) as said(code)
order by text_key, position, probability desc;
