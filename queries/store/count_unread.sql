-- one row: how many distinct texts the present model has not read, and how many there are
with texts as (
    select distinct text_key(relationship, text, headings) as text_key
    from notes
    union
    select distinct text_key('self', text, headings)
    from check_ins
    where text is not null
)

select count(*) as count_texts, count(*) filter (where r.text_key is null) as count_unread
from texts t
left join readings r on r.text_key = t.text_key and r.model = $model;
