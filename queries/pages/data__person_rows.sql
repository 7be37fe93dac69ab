-- one row per sort of rows that speak of one person ($person): how many go, or lose the name, with the person's data
with refs as (
    select f.ref, f.person_id
    from person_refs f
    join people p using (person_id)
    where p.person_key = $person
),

spoken_of as (
    select 'activities' as part, person_id from activities
    union all
    select 'notes about them', about_person_id from notes
    union all
    select 'check-ins', person_id from check_ins
    union all
    select 'targets', person_id from targets
    union all
    select 'stretches in a team', person_id from memberships
    union all
    select 'people rows', f.person_id from people_rows r join person_refs f on f.ref = coalesce(r.person_id, r.email, r.name)
    union all
    select 'other names', r.person_id from aliases a join refs r on r.ref = coalesce(a.person_ref, a.alias)
    union all
    select 'events', person_id from events
    union all
    select 'acts on their obstacles', person_id from obstacle_acts
    union all
    -- what a rep wrote into an activity goes with it
    select 'notes by them, which stay without an author', author_id from notes
    where starts_with(note_key, 'n') and about_person_id is distinct from author_id
    union all
    select 'stretches of those whom they led, which stay without a leader', leader_id from memberships
    where leader_id <> person_id
),

counted as (
    select part, count(*) as count_rows from spoken_of where person_id in (select person_id from refs) group by part
    union all
    select 'rows not used', count(*)
    from rejected_rows
    where exists (select 1 from refs where length(ref) >= 4 and contains(lower(raw), lower(trim(ref))))
)

select part, count_rows from counted where count_rows > 0 order by contains(part, 'stay'), part;
