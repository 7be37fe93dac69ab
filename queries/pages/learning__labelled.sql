-- one row per sentence of a text that people coded blind or corrected, with what it earns: what a reader can learn from
with coder as (
    select arg_max(coder, (count_notes, coder)) as coder
    from (select coder, count(distinct note_key) as count_notes from coded_sentences group by coder)
),

coded as (
    select c.note_key as written_key, c.text_key, c.start, c."end", c.codes, c.obstacle_type
    from coded_sentences c
    join coder using (coder)
    qualify row_number() over (partition by c.text_key, c.start order by c.coded_at desc) = 1
),

-- who corrected a note has seen what else was read in it
corrected as (
    select c.written_key, s.text_key, s.start, s."end", coalesce(list(k.code) filter (where k.code is not null), []) as codes,
        max(k.obstacle_type) as obstacle_type
    from (
        select text_key, min(written_key) as written_key
        from corrections
        where is_standing and is_found and not is_not_about
        group by text_key
    ) c
    join sentences s using (text_key)
    left join codes k on k.text_key = s.text_key and k.position = s.position
    where c.text_key not in (select text_key from coded)
    group by all
),

texts as (
    select words_key as text_key, relationship, any_value(text) as text from notes group by all
    union all
    select text_key, 'self', any_value(text) from check_ins group by text_key
)

select l.written_key, t.relationship, t.text, l.start, l."end", list_sort(l.codes) as codes, l.obstacle_type
from (from coded union all from corrected) l
join texts t using (text_key)
order by l.written_key, l.start;
