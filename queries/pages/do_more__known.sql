-- one row per sentence that had named an obstacle before the note which answered a shortfall ($shortfall), latest first
with answers_given as (
    select s.shortfall_key, s.person_id, min(m.written_at) as answered_at, min(m.written_on) as answered_on
    from shortfalls s
    join shortfall_notes n using (shortfall_id)
    join coaching_moments m using (note_key)
    where s.shortfall_key = $shortfall and n.is_replaced
    group by all
)

select
    n.note_key, c.check_in_key, m.obstacle_type,
    case m.source when 'check_in' then 'check-in' else 'note' end as source, p.name as said_by, m.text, m.mentioned_on
from answers_given a
join obstacle_mentions m
    on m.person_id = a.person_id and m.written_at < a.answered_at
    and m.mentioned_on >= a.answered_on - (select value::integer from settings where name = 'known_days')
left join people p on p.person_id = m.named_by
left join notes n on n.note_id = m.note_id and n.text_key = m.text_key
left join check_ins c on c.check_in_id = m.check_in_id and c.text_key = m.text_key
order by m.mentioned_on desc, m.written_at desc, m.position;
