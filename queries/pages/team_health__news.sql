-- one row per thing that is new in the last full week, or since a day ($since), up to the end of the period: a note, a
-- shortfall that began or ended, an obstacle named for the first time, acted on or waved away, a rep heard again
with bounds as (
    select least(coalesce($to_on::date, now_on), now_on) as until_on,
        -- a week is full when its Friday is over
        coalesce($since::date, date_trunc('week', least(coalesce($to_on::date, now_on), now_on) - 4)::date) as since_on
    from workspace_facts
),

-- the first words of a thread, and those with which notes of these days waved it away
said as (
    select m.obstacle_id, m.mentioned_on, m.note_key, m.text, m.is_waved_away,
        row_number() over (partition by m.obstacle_id order by m.written_at, m.position) = 1 as is_first,
        row_number() over (partition by m.obstacle_id, m.is_waved_away, m.mentioned_on >= b.since_on order by m.written_at, m.position) = 1 as is_first_such
    from obstacle_mentions m, bounds b
    where m.mentioned_on <= b.until_on
),

-- a rep is heard again who had not been heard in the days (a setting) before
heard_before as (
    select m.person_id, m.written_on, m.note_key,
        lag(m.written_on) over (partition by m.person_id order by m.written_at, m.note_key) as heard_before_on
    from coaching_moments m
    where m.is_heard
),

happened as (
    select 'notes' as kind, m.written_on as happened_on, m.person_id, m.team, m.leader_id, m.role,
        m.note_key, null as shortfall_key, null as obstacle_type, null as text
    from coaching_moments m
    union all
    select 'began', starts_on, person_id, team, leader_id, role, answer_note_key, shortfall_key, null, null from shortfalls
    union all
    -- its first week without being behind
    select 'ended', ends_on + 1, person_id, team, leader_id, role, answer_note_key, shortfall_key, null, null from shortfalls
    union all
    select 'named', s.mentioned_on, o.person_id, o.team, o.leader_id, o.role, s.note_key, null, o.obstacle_type, s.text
    from said s join obstacles o using (obstacle_id) where s.is_first
    union all
    select 'waved', s.mentioned_on, o.person_id, o.team, o.leader_id, o.role, s.note_key, null, o.obstacle_type, s.text
    from said s join obstacles o using (obstacle_id), bounds b
    where s.is_waved_away and s.is_first_such and s.mentioned_on >= b.since_on
    union all
    select 'acted', a.acted_on, o.person_id, o.team, o.leader_id, o.role, n.note_key, null, o.obstacle_type, s.text
    from obstacles o
    cross join bounds b
    cross join lateral (
        select case when o.acted_on between b.since_on and b.until_on then o.acted_on else o.followed_up_on end as acted_on
    ) a
    left join said s on s.obstacle_id = o.obstacle_id and s.is_first
    left join (
        select person_id, written_on, max(note_key) as note_key from coaching_moments where care = 'acted' group by all
    ) n on n.person_id = o.person_id and n.written_on = a.acted_on
    union all
    select 'heard_again', h.written_on, h.person_id, m.team, m.leader_id, m.role, h.note_key, null, null, null
    from heard_before h
    join coaching_moments m using (note_key), bounds b
    where coalesce(h.heard_before_on < b.since_on - setting('known_days')::integer, true)
)

select
    h.kind, p.person_key, h.note_key, h.shortfall_key, p.name as rep, h.team, h.obstacle_type, h.text, h.happened_on,
    b.since_on, b.until_on
from happened h
cross join bounds b
join people p using (person_id)
left join people l on l.person_id = h.leader_id
where h.happened_on between b.since_on and b.until_on
    and ($team is null or h.team = $team)
    and ($leader is null or l.person_key = $leader)
    and ($role is null or h.role = $role)
order by h.happened_on desc, rep, h.kind, h.note_key, h.obstacle_type;
