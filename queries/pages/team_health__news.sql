-- one row per thing that happened in the last seven days of a period or in the seven before them, latest first
with bounds as (
    select least(coalesce($to_on::date, now_on), now_on) as until_on from workspace_facts
),

happenings as (
    select 'note' as what, written_on as happened_on, person_id, team, leader_id, role, note_key, null as obstacle_type
    from coaching_moments
    union all
    select case when is_heard then 'heard' else 'replaced' end, written_on, person_id, team, leader_id, role, note_key, null
    from coaching_moments
    where is_heard or is_replaced
    union all
    select 'shortfall begun', starts_on, person_id, team, leader_id, role, null, null from shortfalls
    union all
    select 'shortfall ended', ends_on, person_id, team, leader_id, role, null, null from shortfalls where not is_open
    union all
    select 'obstacle named', first_named_on, person_id, team, leader_id, role, null, obstacle_type from obstacles
    union all
    select case when h.is_waved_away then 'obstacle waved away' else 'obstacle acted on' end, h.happened_on, o.person_id, o.team,
        o.leader_id, o.role, null, o.obstacle_type
    from obstacle_happenings h
    join obstacles o using (obstacle_id)
    where h.is_waved_away or h.is_acted_on or h.is_followed_up
)

select h.what, h.happened_on, h.happened_on > b.until_on - 7 as is_last_week, p.person_key, p.name as rep, h.team, h.note_key,
    h.obstacle_type
from happenings h
join bounds b on h.happened_on > b.until_on - 14 and h.happened_on <= b.until_on
join people p using (person_id)
left join people l on l.person_id = h.leader_id
where ($team is null or h.team = $team)
    and ($leader is null or l.person_key = $leader)
    and ($role is null or h.role = $role)
order by h.happened_on desc, rep, h.what, h.note_key, h.obstacle_type;
