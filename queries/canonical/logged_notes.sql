-- one row per call, meeting or e-mail in which a rep wrote words of their own: a note of theirs about that customer
-- published for the next build alone: a correction changes notes, and need not look at all activities again
create or replace table logged_notes as
with said as materialized (
    select import_id, line, own_words(kind, direction, body) as text
    from store.activities
    where body is not null and own_words(kind, direction, body) is not null
)

select
    a.activity_id as note_id, surrogate('t', coalesce(a.source, '') || a.activity_id) as note_key,
    'customers' as relationship, a.person_id as author_id, null::varchar as about_person_id, a.account,
    null::varchar as other_team, a.occurred_at as written_at, null::varchar as session_id, a.kind as session_kind,
    s.text, null::varchar[] as headings, a.source
from said s
join activities a using (import_id, line);
