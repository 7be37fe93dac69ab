-- one row: what the workspace covers; now is the last day that coaching notes cover
-- (a note dated a year or more after it came in is a slip of the pen: it does not move now)
create or replace table workspace_facts as
with noted as (
    select min(written_at)::date as first_on, max(written_at)::date as last_on, count(*) as count_notes,
        count(r.text_key) filter (where r.unreadable is null) as count_read
    from written_notes
    left join store.readings r using (text_key)
    where relationship = 'people'
        and coalesce(written_at < (select max(imported_at) from imports) + interval 366 days, true)
),

logged as (
    select min(occurred_at)::date as first_on, max(occurred_at)::date as last_on, count(*) as count_activities
    from activities
),

checked_in as (
    select min(written_at)::date as first_on, max(written_at)::date as last_on, count(*) as count_check_ins
    from check_ins
),

targeted as (
    select min(period_start) as first_on, max(coalesce(as_of, period_end)) as last_on, count(*) as count_targets,
        count(distinct person_id) as count_people
    from targets
)

select
    coalesce(n.last_on, greatest(c.last_on, l.last_on), t.last_on) as now_on,
    coalesce(least(n.first_on, l.first_on, c.first_on), t.first_on) as first_on,
    n.first_on as first_note_on, l.first_on as first_activity_on, l.last_on as last_activity_on,
    setting_text('zone') as zone, setting_text('currency') as currency,
    setting('fiscal_year_start_month')::integer as fiscal_year_start_month,
    (select arg_max(model, read_at) from store.readings) as model,
    (select count(*) from people) as count_people, l.count_activities,
    n.count_notes, n.count_read as count_notes_read, c.count_check_ins, t.count_targets
from noted n, logged l, checked_in c, targeted t;
