-- one row per note of the latest sample, in the order in which they are coded, and nothing of what was read in it
-- a note that is not here any more, or was changed since, has no text
select
    s.sample_id, s.position, s.note_key, s.sentences, p.name as rep, any_value(n.text) as text,
    any_value(n.written_at)::date as written_on
from sampled_notes s
left join notes n on n.note_key = s.note_key and n.words_key = s.text_key
left join people p on p.person_id = n.about_person_id
where s.sample_id = (select max(sample_id) from sampled_notes)
group by all
order by s.position;
