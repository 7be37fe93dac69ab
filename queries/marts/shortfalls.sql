-- one row per shortfall (a rep's maximal run of weeks behind) with the answer that it got
create or replace table shortfalls as
with answered as (
    select
        -- what was known counts where it was replaced
        shortfall_id, count(*) as count_notes,
        arg_min(answer, (answer_rank, written_at)) as answer,
        arg_min(note_key, (answer_rank, written_at)) as answer_note_key,
        arg_min(written_on, (answer_rank, written_at)) as answered_on,
        bool_or(is_replaced_though_known) as is_replaced_though_known,
        list_sort(list_distinct(flatten(list(known_types) filter (where is_replaced_though_known)))) as known_types,
        -- one note that hears repairs the shortfall; too early as long as any of them may still be repaired
        case
            when bool_or(repair = 'repaired') then 'repaired'
            when bool_or(repair = 'too early') then 'too early'
            when bool_or(repair = 'not repaired') then 'not repaired'
        end as repair
    from shortfall_notes
    group by shortfall_id
),

judged as (
    select
        r.*, coalesce(a.answer, 'no_note') as answer,
        a.answer_note_key, a.answered_on, coalesce(a.count_notes, 0) as count_notes,
        coalesce(a.known_types, []) as known_types,
        coalesce(a.answer = 'replaced' and a.is_replaced_though_known, false) as is_replaced_though_known,
        case when a.answer = 'replaced' then a.repair end as repair,
        -- it may still go on, and may still be answered
        r.last_week = max(w.last_full_week) over () as is_open,
        f.now_on < r.ends_on + setting('answer_days')::integer as is_window_open
    from shortfall_runs r
    left join answered a using (shortfall_id)
    cross join workspace_facts f
    cross join (select max(week) as last_full_week from rep_calendar where is_full) w
)

select
    shortfall_id, surrogate('s', shortfall_id) as shortfall_key, person_id, team, leader_id, role,
    first_week, last_week, starts_on, ends_on, count_weeks, is_open, behind_by, lowest_attainment_to_pace,
    answer, is_window_open, count_notes, answer_note_key, answered_on,
    is_replaced_though_known, known_types, repair
from judged
order by starts_on, person_id;
