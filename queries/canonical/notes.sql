-- one row per note about another person, with its three readings and stance where it was read
-- `text_key`: under which its sentences and codes stand; `words_key`: its words alone; `read_stance`: what the reader said
create or replace table notes as
select
    n.note_id, n.note_key, n.relationship, n.author_id,
    -- a note that is about nobody whom it names stays, and counts for nobody
    case when o.written_key is null then n.about_person_id end as about_person_id,
    case when o.written_key is null then n.account end as account,
    case when o.written_key is null then n.other_team end as other_team,
    n.written_at, n.session_id, n.session_kind, n.text, n.source,
    coalesce(v.text_key, n.text_key) as text_key, n.text_key as words_key,
    r.text_key is not null and r.unreadable is null as is_read, r.unreadable, r.pressure, r.understanding, r.care,
    r.stance, r.certainty, coalesce(r.is_corrected, false) as is_corrected, o.written_key is not null as is_not_about,
    m.stance as read_stance
from written_notes n
left join note_variants v using (note_key)
left join readings r on r.text_key = coalesce(v.text_key, n.text_key)
left join store.readings m on m.text_key = n.text_key
left join (
    select distinct written_key from corrections where is_standing and is_not_about and start is null
) o on o.written_key = n.note_key
order by n.written_at, n.note_id;
