-- one row per rep and maximal run of weeks behind (a gap of one week is joined)
create or replace table shortfall_runs as
with covered as (
    -- before the first coaching note nobody can say that a shortfall got no answer
    select w.*
    from rep_weeks w, workspace_facts f
    where w.behind and w.is_full and w.week >= date_trunc('week', coalesce(f.first_note_on, f.first_on))
),

starts as (
    select *, coalesce(week - lag(week) over (partition by person_id order by week) > 14, true) as is_first
    from covered
),

numbered as (
    select *, count_if(is_first) over (partition by person_id order by week) as run
    from starts
)

select
    person_id || ' ' || min(week) as shortfall_id, person_id,
    arg_min(team, week) as team, arg_min(leader_id, week) as leader_id, arg_min(role, week) as role,
    min(week) as first_week, max(week) as last_week, min(week) as starts_on, max(week) + 6 as ends_on,
    count(*) as count_weeks, list_sort(list_distinct(flatten(list(behind_by)))) as behind_by,
    min(attainment_to_pace) as lowest_attainment_to_pace
from numbered
group by person_id, run;

-- one row per shortfall and note about its rep from its first day to 14 days (a setting) after its end
create or replace table shortfall_notes as
select r.shortfall_id, m.note_key, m.written_at, m.written_on, a.answer, a.answer_rank, m.is_replaced,
    m.is_replaced_though_known, m.known_types, m.repair
from shortfall_runs r
join coaching_moments m
    on m.person_id = r.person_id
    and m.written_on between r.starts_on and r.ends_on + setting('answer_days')::integer
join answers a on a.stance = case
    when not m.is_read then 'not_read' when m.is_perhaps_replaced then 'perhaps_replaced' else m.stance
end
order by r.shortfall_id, m.written_at;
