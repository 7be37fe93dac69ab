-- one row per sentence that had named an obstacle of a rep in the 42 days (a setting) before a note ($note) about them; latest
-- first
select
    o.obstacle_type, case o.source when 'check_in' then 'check-in' else 'note' end as source, p.name as said_by, o.text, o.mentioned_on
from coaching_moments m
join obstacle_mentions o
    on o.person_id = m.person_id and o.written_at < m.written_at
    and o.mentioned_on >= m.written_on - setting('known_days')::integer
left join people p on p.person_id = o.named_by
where m.note_key = $note
order by o.mentioned_on desc, o.written_at desc, o.position;
