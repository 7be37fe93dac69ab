-- one row per text with coded sentences: its marks, in order; wellbeing is an obstacle of no type here
create or replace table text_marks as
with coded as (
    select text_key, position, list(code order by code) as codes, coalesce(flatten(list(words)), []) as words,
        not bool_and(is_earned) as is_stock_phrase,
        max(obstacle_type) filter (where obstacle_type <> 'wellbeing') as obstacle_type
    from codes
    group by text_key, position
)

select s.text_key,
    list(
        {'start': s.start, 'end': s."end", 'codes': c.codes, 'obstacle_type': c.obstacle_type, 'words': c.words,
            'is_stock_phrase': c.is_stock_phrase, 'is_corrected': s.correction_id is not null}
        order by s.position
    ) as marks
from sentences s
join coded c using (text_key, position)
group by s.text_key
order by s.text_key;
