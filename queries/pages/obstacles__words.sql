-- one row per sentence that named a shared obstacle ($shared) in its stretch, in order
select
    p.person_key, m.obstacle_key, m.note_key, p.name as rep, case m.source when 'check_in' then 'check-in' else 'note' end as source,
    m.text, m.is_waved_away, m.mentioned_on
from shared_obstacles g
join obstacle_mentions m
    on list_contains(g.obstacle_ids, m.obstacle_id) and m.mentioned_on between g.first_named_on and g.last_named_on
join people p using (person_id)
where g.shared_key = $shared
order by m.written_at, rep, m.position;
