-- one row per sentence that named an obstacle ($obstacle) of a rep up to the end of the period, latest first
select
    m.note_key, p.name as said_by, case m.source when 'check_in' then 'check-in' else 'note' end as source, m.text,
    m.is_waved_away, m.mentioned_on, count(*) over () as count_found
from obstacle_mentions m
join obstacles o using (obstacle_id)
cross join workspace_facts f
left join people p on p.person_id = m.named_by
where o.obstacle_key = $obstacle
    and m.mentioned_on <= least(coalesce($to_on::date, f.now_on), f.now_on)
order by m.mentioned_on desc, m.written_at desc, m.position;
