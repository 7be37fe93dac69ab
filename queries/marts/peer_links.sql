-- one row per other team: how notes to it press, understand and care, and which obstacles of reps wait on it
create table peer_links as
with named as (
    select
        n.note_key, n.is_read, n.pressure, n.understanding, n.care, n.written_at,
        coalesce(
            any_value(t.name) filter (where lower(t.name) = lower(trim(n.other_team))),
            arg_max(t.name, length(t.word)), n.other_team
        ) as team_name,
        exists (from codes c where c.text_key = n.text_key and c.code = 'obstacle') as is_naming_obstacle
    from notes n
    left join other_teams t on lower(t.name) = lower(trim(n.other_team)) or contains(as_words(n.other_team), ' ' || t.word || ' ')
    where n.relationship = 'peers' and n.other_team is not null
    group by n.note_key, n.text_key, n.other_team, n.is_read, n.pressure, n.understanding, n.care, n.written_at
),

noted as (
    select
        team_name as other_team, count(*) as count_notes, count(*) filter (where is_read) as count_notes_read,
        count(*) filter (where pressure in ('push', 'dismissed')) as count_pressing,
        count(*) filter (where understanding = 'heard') as count_heard,
        count(*) filter (where care = 'acted') as count_acted,
        count(*) filter (where is_naming_obstacle) as count_naming_obstacles,
        max(written_at)::date as last_note_on
    from named
    group by all
),

waiting as (
    select
        other_team, count(*) as count_obstacles, count(*) filter (where state in ('open', 'waved away')) as count_open_obstacles,
        count(distinct person_id) as count_reps_waiting, min(first_named_on) as first_named_on
    from obstacles
    where other_team is not null
    group by all
)

select
    other_team, coalesce(n.count_notes, 0) as count_notes, coalesce(n.count_notes_read, 0) as count_notes_read,
    coalesce(n.count_pressing, 0) as count_pressing, coalesce(n.count_heard, 0) as count_heard,
    coalesce(n.count_acted, 0) as count_acted, coalesce(n.count_naming_obstacles, 0) as count_naming_obstacles,
    n.last_note_on, coalesce(w.count_obstacles, 0) as count_obstacles,
    coalesce(w.count_open_obstacles, 0) as count_open_obstacles, coalesce(w.count_reps_waiting, 0) as count_reps_waiting,
    w.first_named_on
from noted n
full join waiting w using (other_team)
order by other_team;
