-- one row per check-in: a rep's own words, with the key under which they were read
create or replace table check_ins as
select
    c.check_in_id, surrogate('c', c.check_in_id) as check_in_key, text_key('self', c.text, c.headings) as text_key,
    f.person_id, c.written_at, c.text, c.mood, r.text_key is not null and r.unreadable is null as is_read,
    r.unreadable
from store.session_check_ins c
join person_refs f on f.ref = c.person_ref
left join store.readings r on r.text_key = text_key('self', c.text, c.headings)
order by c.written_at, c.check_in_id;
