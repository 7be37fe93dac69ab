-- one row per sentence that named an obstacle of one person ($person) up to the end of the period, latest first
select
    o.obstacle_key, m.obstacle_type, m.note_key, m.check_in_key, p.name as rep, a.name as said_by,
    case m.source when 'check_in' then 'check-in' else 'note' end as source, m.text, m.is_waved_away, m.mentioned_on
from obstacle_mentions m
join obstacles o using (obstacle_id)
join people p on p.person_id = m.person_id
left join people a on a.person_id = m.named_by
where p.person_key = $person
    and ($to_on is null or m.mentioned_on <= $to_on::date)
order by m.mentioned_on desc, m.written_at desc, m.position;
