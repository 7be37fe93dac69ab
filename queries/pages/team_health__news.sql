-- one row per thing that is new in the last full week, or since a day ($since), up to the end of the period: a note, a
-- shortfall that began or ended, an obstacle named for the first time, acted on or waved away, a rep heard again
with bounds as (
    select b.until_on,
        -- a week is full when its Friday is over
        coalesce($since::date, date_trunc('week', b.until_on - 4)::date) as since_on
    from (select least(coalesce($to_on::date, now_on), now_on) as until_on from workspace_facts) b
),

first_words as (
    select obstacle_id, min(mentioned_on) as named_on, min_by(text, (written_at, position)) as text
    from obstacle_mentions
    group by obstacle_id
),

-- an obstacle counts once, on its first day of these on which it was acted on or followed up, or waved away
answered as (
    select h.obstacle_id, case when h.is_waved_away then 'waved' else 'acted' end as kind, min(h.happened_on) as happened_on
    from obstacle_happenings h
    join bounds b on h.happened_on between b.since_on and b.until_on
    where h.is_waved_away or h.is_acted_on or h.is_followed_up
    group by h.obstacle_id, kind
),

heard as (
    select m.*, lag(m.written_on) over (partition by m.person_id order by m.written_at, m.note_key) as heard_before_on
    from coaching_moments m
    where m.is_heard
),

happened as (
    select 'notes' as kind, written_on as happened_on, person_id, team, leader_id, role, note_key, null as obstacle_id
    from coaching_moments
    union all
    select 'began', starts_on, person_id, team, leader_id, role, answer_note_key, null from shortfalls
    union all
    -- its first day without being behind
    select 'ended', ends_on + 1, person_id, team, leader_id, role, answer_note_key, null from shortfalls
    union all
    select 'named', f.named_on, o.person_id, o.team, o.leader_id, o.role, null, o.obstacle_id
    from first_words f
    join obstacles o using (obstacle_id)
    union all
    select a.kind, a.happened_on, o.person_id, o.team, o.leader_id, o.role, null, o.obstacle_id
    from answered a
    join obstacles o using (obstacle_id)
    union all
    -- not heard in the days (a setting) before
    select 'heard_again', h.written_on, h.person_id, h.team, h.leader_id, h.role, h.note_key, null
    from heard h
    join bounds b on coalesce(h.heard_before_on < b.since_on - setting('known_days')::integer, true)
),

-- what happened to an obstacle stands in a note of its day, where one was written
noted as (
    select person_id, written_on, max(note_key) as note_key from coaching_moments group by person_id, written_on
)

select
    h.kind, p.person_key, coalesce(h.note_key, n.note_key) as note_key, o.obstacle_key, p.name as rep, h.team,
    o.obstacle_type, f.text, h.happened_on, b.since_on, b.until_on
from happened h
join bounds b on h.happened_on between b.since_on and b.until_on
join people p using (person_id)
left join people l on l.person_id = h.leader_id
left join obstacles o using (obstacle_id)
left join first_words f using (obstacle_id)
left join noted n on h.obstacle_id is not null and n.person_id = h.person_id and n.written_on = h.happened_on
where ($team is null or h.team = $team)
    and ($leader is null or l.person_key = $leader)
    and ($role is null or h.role = $role)
order by h.happened_on desc, rep, h.kind, note_key, o.obstacle_key;
