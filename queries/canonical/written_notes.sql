-- one row per note about another person as it was written, before anything is read in it
-- published for the next build: what changes the reading of notes alone need not look at all activities again
create or replace table written_notes as
with imported as (
    select
        n.note_id, surrogate('n', coalesce(n.source, '') || n.note_id) as note_key, n.relationship,
        author.person_id as author_id, about.person_id as about_person_id, n.account, n.other_team,
        n.written_at, n.session_id, n.session_kind, n.text, n.headings, n.source
    from store.session_notes n
    left join person_refs author on author.ref = n.author_ref
    left join person_refs about on about.ref = n.about_ref
),

said as materialized (
    select import_id, line, own_words(kind, direction, body) as text
    from store.activities
    where body is not null
),

-- a call, a meeting or an e-mail in which a rep wrote words of their own is a note of theirs about that customer
logged as (
    select
        a.activity_id as note_id, surrogate('t', coalesce(a.source, '') || a.activity_id) as note_key,
        'customers' as relationship, a.person_id as author_id, null::varchar as about_person_id, a.account,
        null::varchar as other_team, a.occurred_at as written_at, null::varchar as session_id, a.kind as session_kind,
        s.text, null::varchar[] as headings, a.source
    from said s
    join activities a using (import_id, line)
    where s.text is not null
)

select n.* exclude (headings), text_key(n.relationship, n.text, n.headings) as text_key
from (from imported union all from logged) n
order by n.written_at, n.note_id;
