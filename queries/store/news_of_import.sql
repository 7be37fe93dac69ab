-- one row: how many accepted rows of an import are new, say something else than an earlier import, or say the same
with told as (
    select import_id, activity_id as identity, hash(*columns(* exclude (import_id, line))) as content from activities
    union all
    select import_id, note_id, hash(*columns(* exclude (import_id, line))) from notes
    union all
    select import_id, check_in_id, hash(*columns(* exclude (import_id, line))) from check_ins
    union all
    select import_id, lower(coalesce(email, person_id, name)), hash(*columns(* exclude (import_id, line))) from people
    union all
    select import_id, person_ref || coalesce(from_on::varchar, ''), hash(*columns(* exclude (import_id, line)))
    from memberships
    union all
    select import_id, lower(alias), hash(person_ref) from aliases where import_id is not null
    union all
    select
        import_id, concat_ws(chr(31), person_ref, period_start, period_end, measure, as_of),
        hash(*columns(* exclude (import_id, line)))
    from targets
    union all
    select import_id, concat_ws(chr(31), scope, starts_on, kind), hash(*columns(* exclude (import_id, line)))
    from events
),

here as (
    select identity, content from told where import_id = $import_id
),

earlier as (
    select t.identity, arg_max(t.content, t.import_id) as content
    from told t
    semi join imports i on i.import_id = t.import_id and i.kind in (select unnest($kinds))
    semi join here using (identity)
    where t.import_id <> $import_id
    group by t.identity
)

select
    count(*) filter (where e.identity is null) as count_new,
    count(*) filter (where e.content <> h.content) as count_changed,
    count(*) filter (where e.content = h.content) as count_same
from here h
left join earlier e using (identity);
