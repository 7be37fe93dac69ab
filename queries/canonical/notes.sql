-- one row per note about another person, with its three readings and stance where it was read
create table notes as
with latest as (
    select n.*, i.source as import_source
    from store.notes n
    join store.imports i using (import_id)
    qualify row_number() over (partition by coalesce(n.source, i.source), n.note_id order by n.import_id desc) = 1
)

select
    n.note_id, surrogate('n', coalesce(n.source, n.import_source, '') || n.note_id) as note_key,
    text_key(n.relationship, n.text, n.headings) as text_key, n.relationship,
    author.person_id as author_id, about.person_id as about_person_id, n.account, n.other_team,
    n.written_at, n.session_id, n.session_kind, n.text, coalesce(n.source, n.import_source) as source,
    r.text_key is not null as is_read, r.pressure, r.understanding, r.care, r.stance
from latest n
left join person_refs author on author.ref = n.author_ref
left join person_refs about on about.ref = n.about_ref
left join store.readings r on r.text_key = text_key(n.relationship, n.text, n.headings)
order by n.written_at, n.note_id;
