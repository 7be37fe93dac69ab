-- one row per sentence of a note or check-in ($written), in order, with what it earns, and what the reader said of it
with written as (
    select text_key, words_key, note_key as written_key from notes where note_key = $written
    union all
    select text_key, text_key, check_in_key from check_ins where check_in_key = $written
),

earned as (
    select text_key, position, list(code order by code) as codes, max(obstacle_type) as obstacle_type,
        not bool_and(is_earned) as is_stock_phrase
    from codes
    where text_key in (select text_key from written)
    group by text_key, position
)

select
    w.words_key, s.position, s.text, s.start, s."end", coalesce(e.codes, []) as codes, e.obstacle_type,
    s.correction_id, o.correction_id as not_about_id, coalesce(e.is_stock_phrase, false) as is_stock_phrase,
    c.corrected_by, c.corrected_at
from written w
join sentences s using (text_key)
left join earned e on e.text_key = s.text_key and e.position = s.position
left join corrections c using (correction_id)
left join corrections o
    on o.written_key = w.written_key and o.is_standing and o.is_not_about and o.start is not null
    and 2 * (least(o."end", s."end") - greatest(o.start, s.start)) > s."end" - s.start
order by s.position;
