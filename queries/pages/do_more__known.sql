-- one row per sentence that had named an obstacle in the 42 days (a setting) before a note which answered a shortfall
-- ($shortfall) with "do more" or waved away; latest first
with pressing as (
    select m.person_id, m.written_at, m.written_on
    from shortfalls s
    join shortfall_notes n using (shortfall_id)
    join coaching_moments m using (note_key)
    where s.shortfall_key = $shortfall and n.is_replaced
),

known as (
    from obstacle_mentions m
    where exists (
        from pressing p
        where p.person_id = m.person_id and m.written_at < p.written_at
            and m.mentioned_on >= p.written_on - setting('known_days')::integer
    )
)

select
    m.note_key, m.check_in_key, m.obstacle_type,
    case m.source when 'check_in' then 'check-in' else 'note' end as source, p.name as said_by, m.text, m.mentioned_on
from known m
left join people p on p.person_id = m.named_by
order by m.mentioned_on desc, m.written_at desc, m.position;
