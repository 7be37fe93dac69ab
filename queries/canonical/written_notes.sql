-- one row per note about another person as it was written, before anything is read in it (only `notes` is published)
-- what a rep wrote in a call, a meeting or an e-mail to a customer is a note of theirs about that customer
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

logged as (
    select
        a.activity_id as note_id, surrogate('t', coalesce(a.source, '') || a.activity_id) as note_key,
        'customers' as relationship, a.person_id as author_id, null as about_person_id, a.account, null as other_team,
        a.occurred_at as written_at, null as session_id, a.kind as session_kind,
        own_words(s.kind, s.direction, s.body) as text, null::varchar[] as headings, a.source
    from activities a
    join store.activities s using (import_id, line)
    where own_words(s.kind, s.direction, s.body) is not null
)

select n.* exclude (headings), text_key(n.relationship, n.text, n.headings) as text_key
from (from imported union all from logged) n;
