-- one row per distinct text that the present model has not read; newest first, notes about reps before all others
with distinct_texts as (
    select text_key, any_value(relationship) as relationship, any_value(text) as text,
        any_value(headings) as headings, max(written_at) as last_written_at
    from texts
    group by text_key
)

select t.text_key, t.relationship, t.text, coalesce(t.headings, []) as headings
from distinct_texts t
left join readings r on r.text_key = t.text_key and r.model = $model
where r.text_key is null
order by array_position(['people', 'self', 'peers', 'customers'], t.relationship), t.last_written_at desc, t.text_key
limit $most;
