-- one row per coaching note: the rep's situation that day, what was known, the answer, and what came next
create or replace table coaching_moments as
with coaching as (
    select n.*, n.about_person_id as person_id, n.written_at::date as written_on,
        date_trunc('week', n.written_at)::date as week, f.now_on
    from notes n
    cross join workspace_facts f
    where n.relationship = 'people' and n.about_person_id is not null
        and n.author_id is distinct from n.about_person_id
),

-- the last full week before the day says how activity stood; attainment is what was known on the day itself
situations as (
    select
        c.*, m.team, m.leader_id, m.role, a.attainment, a.attainment_to_pace,
        w.is_behind_calls, w.is_behind_emails, w.is_behind_meetings,
        a.attainment_to_pace < setting('behind_pace_below') as is_behind_attainment,
        -- two questions: one that asks for the person or the team compares every note with every event
        coalesce(c.written_on < p.started_on + setting('ramp_days')::integer, false) or exists (
            from events e
            where e.kind in ('leave', 'ramp') and e.person_id = c.person_id
                and c.written_on between e.starts_on and e.ends_on
        ) or exists (
            from events e
            where e.kind in ('leave', 'ramp') and e.team = m.team and c.written_on between e.starts_on and e.ends_on
        ) as is_away
    from coaching c
    left join memberships m on m.person_id = c.person_id and c.written_on between m.covers_from and m.covers_to
    left join attainments a on a.person_id = c.person_id and c.written_on between a.known_on and a.known_until
    left join people p on p.person_id = c.person_id
    -- on a Saturday or Sunday the week just worked is full
    left join rep_weeks w
        on w.person_id = c.person_id and w.week = date_trunc('week', c.written_on + 2)::date - 7
),

known as (
    -- wellbeing is health data: that it was known must not show, not even as a type left out of a list
    select c.note_key, array_agg(distinct o.obstacle_type order by o.obstacle_type) as known_types
    from coaching c
    join obstacle_namings o
        on o.person_id = c.person_id and o.obstacle_type <> 'wellbeing' and o.written_at < c.written_at
        and o.mentioned_on >= c.written_on - setting('known_days')::integer
    group by all
),

repairs as (
    select c.note_key, arg_min(later.note_key, later.written_at) as repaired_by_note_key,
        min(later.written_on) as repaired_on
    from coaching c
    join coaching later
        on later.person_id = c.person_id and later.written_at > c.written_at
        and later.written_on <= c.written_on + setting('repair_days')::integer
        and later.stance in ('heard', 'heard_and_acted')
    where c.stance in ('do_more', 'waved_away') and c.certainty is distinct from 'close'
    group by all
),

lengths as (
    select text_key, count(*) as count_sentences from sentences group by text_key
),

next_notes as (
    select note_key,
        lead(note_key) over rep as next_note_key, lead(written_on) over rep as next_note_on, lead(stance) over rep as next_stance
    from coaching
    window rep as (partition by person_id order by written_at, note_key)
),

touches as (
    select c.note_key,
        avg(w.count_calls + w.count_emails + w.count_meetings) filter (where w.week < c.week) as activity_before,
        avg(w.count_calls + w.count_emails + w.count_meetings) filter (where w.week > c.week) as activity_after
    from coaching c
    join rep_weeks w on w.person_id = c.person_id and w.is_usable and w.week between c.week - 28 and c.week + 28
    group by all
),

later_attainments as (
    select c.note_key, arg_min(a.attainment, a.known_on) as next_attainment
    from coaching c
    join attainments a
        on a.person_id = c.person_id and a.attainment_basis = 'closed period' and a.known_on > c.written_on
        and a.known_on <= c.now_on
    group by all
),

judged as (
    select
        s.*,
        case when not is_away
            then behind_of(is_behind_attainment, is_behind_calls, is_behind_emails, is_behind_meetings) end as behind,
        case when is_away then []
            else behind_by_of(is_behind_attainment, is_behind_calls, is_behind_emails, is_behind_meetings)
        end as behind_by,
        attainment_to_pace >= setting('on_target_from') as is_on_target,
        -- what the reader is not sure of counts apart
        stance in ('do_more', 'waved_away') and certainty is distinct from 'close' as is_replaced,
        stance in ('do_more', 'waved_away') and certainty = 'close' as is_perhaps_replaced,
        stance in ('heard', 'heard_and_acted') as is_heard
    from situations s
)

select
    j.note_id, j.note_key, j.person_id, j.author_id, j.team, j.leader_id, j.role,
    j.written_at, j.written_on, j.week, j.source, j.session_kind,
    l.count_sentences, len(string_split_regex(trim(j.text), '\s+')) as count_words,
    j.is_read, j.unreadable, j.pressure, j.understanding, j.care, j.stance, j.certainty, j.is_replaced, coalesce(j.is_perhaps_replaced, false) as is_perhaps_replaced, j.is_heard,
    j.behind, j.behind_by, j.attainment, j.attainment_to_pace, j.is_on_target,
    k.note_key is not null as is_known, coalesce(k.known_types, []) as known_types,
    j.is_replaced and k.note_key is not null as is_replaced_though_known,
    j.is_replaced and coalesce(j.is_on_target, false) as is_pressed_on_target,
    case
        when j.is_replaced is distinct from true then null
        when r.note_key is not null then 'repaired'
        when j.now_on < j.written_on + setting('repair_days')::integer then 'too early'
        else 'not repaired'
    end as repair,
    r.repaired_by_note_key, r.repaired_on, n.next_note_key, n.next_note_on, n.next_stance,
    t.activity_before, t.activity_after, a.next_attainment
from judged j
left join known k using (note_key)
left join repairs r using (note_key)
left join next_notes n using (note_key)
left join lengths l using (text_key)
left join touches t using (note_key)
left join later_attainments a using (note_key)
order by j.written_at, j.note_id;
