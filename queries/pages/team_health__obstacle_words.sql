-- one row per sentence that named an obstacle of a type ($obstacle_type) that stands open at the end of the period, the
-- latest 500
select
    p.person_key, m.note_key, p.name as rep, o.team, o.state,
    case m.source when 'check_in' then 'check-in' else 'note' end as source, m.text, m.is_waved_away, m.mentioned_on,
    -- one document is one mention a day, as in the ledger
    count(distinct (m.obstacle_id, m.mentioned_on, coalesce(m.note_key, m.check_in_key))) over () as count_mentions,
    count(*) over () as count_found
from open_obstacles($from_on, $to_on, $team, $leader, $role) o
join obstacle_mentions m on m.obstacle_id = o.obstacle_id and m.mentioned_on <= o.until_on
join people p on p.person_id = m.person_id
where $obstacle_type is null or m.obstacle_type = $obstacle_type
order by m.mentioned_on desc, rep, m.position
limit 500;
