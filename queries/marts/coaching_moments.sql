-- one row per coaching note: the rep's situation that day, what was known, the answer, and what came next
create table coaching_moments as
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
        case when not coalesce(today.is_leave or today.is_ramp, false) and today.person_id is not null
            then a.attainment_to_pace < setting('behind_pace_below') end as is_behind_attainment,
        coalesce(today.is_leave or today.is_ramp, false) as is_away
    from coaching c
    left join memberships m on m.person_id = c.person_id and c.written_on between m.covers_from and m.covers_to
    left join attainments a on a.person_id = c.person_id and c.written_on between a.known_on and a.known_until
    left join rep_calendar today on today.person_id = c.person_id and today.week = c.week
    left join rep_weeks w on w.person_id = c.person_id and w.week = c.week - 7
),

known as (
    select c.note_id, c.source,
        array_agg(distinct o.obstacle_type order by o.obstacle_type) filter (where o.obstacle_type <> 'wellbeing')
            as known_types
    from coaching c
    join obstacle_namings o
        on o.person_id = c.person_id and o.written_at < c.written_at
        and o.mentioned_on >= c.written_on - setting('known_days')::integer
    group by all
),

repairs as (
    select c.note_id, c.source, arg_min(later.note_id, later.written_at) as repaired_by_note_id,
        min(later.written_on) as repaired_on
    from coaching c
    join coaching later
        on later.person_id = c.person_id and later.written_at > c.written_at
        and later.written_on <= c.written_on + setting('repair_days')::integer
        and later.stance in ('heard', 'heard_and_acted')
    where c.stance in ('do_more', 'waved_away')
    group by all
),

lengths as (
    select text_key, count(*) as count_sentences from sentences group by text_key
),

next_notes as (
    select note_id, source,
        lead(note_id) over rep as next_note_id, lead(written_on) over rep as next_note_on, lead(stance) over rep as next_stance
    from coaching
    window rep as (partition by person_id order by written_at, note_id)
),

touches as (
    select c.note_id, c.source,
        avg(w.count_calls + w.count_emails + w.count_meetings) filter (where w.week < c.week) as activity_before,
        avg(w.count_calls + w.count_emails + w.count_meetings) filter (where w.week > c.week) as activity_after
    from coaching c
    join rep_weeks w on w.person_id = c.person_id and w.is_usable and w.week between c.week - 28 and c.week + 28
    group by all
),

later_attainments as (
    select c.note_id, c.source, arg_min(a.attainment, a.known_on) as next_attainment
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
        stance in ('do_more', 'waved_away') as is_replaced,
        stance in ('heard', 'heard_and_acted') as is_heard
    from situations s
)

select
    j.note_id, j.note_key, j.person_id, j.author_id, j.team, j.leader_id, j.role,
    j.written_at, j.written_on, j.week, j.source, j.session_kind,
    l.count_sentences, len(string_split_regex(trim(j.text), '\s+')) as count_words,
    j.is_read, j.pressure, j.understanding, j.care, j.stance, j.is_replaced, j.is_heard,
    j.behind, j.behind_by, j.attainment, j.attainment_to_pace, j.is_on_target,
    k.note_id is not null as is_known, coalesce(k.known_types, []) as known_types,
    j.is_replaced and k.note_id is not null as is_replaced_though_known,
    j.is_replaced and coalesce(j.is_on_target, false) as is_pressed_on_target,
    case
        when j.is_replaced is distinct from true then null
        when r.note_id is not null then 'repaired'
        when j.now_on < j.written_on + setting('repair_days')::integer then 'too early'
        else 'not repaired'
    end as repair,
    r.repaired_by_note_id, r.repaired_on, n.next_note_id, n.next_note_on, n.next_stance,
    t.activity_before, t.activity_after, a.next_attainment
from judged j
left join known k using (note_id, source)
left join repairs r using (note_id, source)
left join next_notes n using (note_id, source)
left join lengths l using (text_key)
left join touches t using (note_id, source)
left join later_attainments a using (note_id, source)
order by j.written_at, j.note_id;
