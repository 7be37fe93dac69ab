-- one row: how many texts are here, how many of them have been read, and how many cannot be
with texts as (
    select relationship, is_read, unreadable from notes
    union all
    select 'self', is_read, unreadable from check_ins where text is not null
)

select
    count(*) filter (where relationship = 'people') as count_notes,
    count(*) filter (where relationship = 'people' and is_read) as count_notes_read,
    count(*) as count_texts,
    count(*) filter (where is_read or unreadable is not null) as count_texts_done,
    count(unreadable) as count_texts_unreadable
from texts;
