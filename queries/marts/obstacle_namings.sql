-- one row per sentence that names an obstacle of a rep: in a coaching note about them or in their own check-in
create or replace table obstacle_namings as
with texts as (
    select 'note' as source, note_key, null as check_in_key, text_key, words_key, about_person_id as person_id,
        author_id as named_by, written_at, pressure = 'dismissed' as is_waved_away
    from notes
    where relationship = 'people' and author_id is distinct from about_person_id
    union all
    select 'check_in', null, check_in_key, text_key, text_key, person_id, person_id, written_at, false
    from check_ins
)

select
    t.person_id, c.obstacle_type, t.written_at, t.written_at::date as mentioned_on, t.source, t.note_key, t.check_in_key,
    t.words_key as text_key, c.position, s.text, t.named_by, t.is_waved_away
from texts t
join codes c on c.text_key = t.text_key and c.code = 'obstacle'
join sentences s on s.text_key = c.text_key and s.position = c.position
order by t.person_id, t.written_at, c.position;
