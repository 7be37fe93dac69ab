-- one row per note about another person as it was written, before anything is read in it (only `notes` is published)
create or replace table written_notes as
with imported as (
    select
        n.note_id, surrogate('n', coalesce(n.source, '') || n.note_id) as note_key, n.relationship,
        author.person_id as author_id, about.person_id as about_person_id, n.account, n.other_team,
        n.written_at, n.session_id, n.session_kind, n.text, n.headings, n.source
    from store.session_notes n
    left join person_refs author on author.ref = n.author_ref
    left join person_refs about on about.ref = n.about_ref
)

select n.* exclude (headings), text_key(n.relationship, n.text, n.headings) as text_key
from (from imported union all from logged_notes) n;
