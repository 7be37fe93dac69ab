-- one row per act of a person on an obstacle, those taken back included; $pseudonymous: surrogate ids, no names and no words
select
    a.act_id,
    case when $pseudonymous then surrogate('p', a.person_id) else a.person_id end as person_id,
    case when $pseudonymous then m.obstacle_key else m.obstacle_id end as obstacle_id,
    a.act,
    case when not $pseudonymous then a.owner end as owner,
    case when not $pseudonymous then a.words end as words,
    case when not $pseudonymous then a.acted_by end as acted_by,
    case when not $pseudonymous then a.taken_back_by end as taken_back_by,
    a.due_on, a.as_of, a.acted_at, a.taken_back_at
from obstacle_acts a
left join (select distinct thread_id, obstacle_id, obstacle_key from obstacle_mentions) m using (thread_id)
order by a.act_id;
