-- one row per landed row of a people file: typed, with its defects, and the reason where it cannot be accepted
create or replace temp table staged as
with texts as (
    select line, cells, joined(cells, $m.person_id) as person_id, plain(regexp_replace(joined(cells, $m.rep), '(?i)\s*\((?:on leave|terminated|inactive|left)\)$', '')) as name,
        plain(cells[$m.email]) as email, plain(cells[$m.title]) as title, plain(cells[$m.role]) as role,
        joined(cells, $m.start_date) as start_told, joined(cells, $m.end_date) as end_told,
        plain(cells[$m.active]) as active_told, plain(cells[$m.team]) as team, joined(cells, $m.manager) as leader_told,
        plain(cells[$m.segment]) as segment
    from landed
),

keyed as (
    select *, coalesce(lower(email), person_id) as told_id, case when name is null then 'missing_rep' end as reason,
        cast(bare_moment(start_told, $m.formats) as date) as started_on,
        cast(bare_moment(end_told, $m.formats) as date) as left_on,
        try_cast(ours(active_told, $m.active_theirs, $m.active_ours) as boolean) as active
    from texts
),

-- an id that several people share names none of them
names_of_ids as (
    select person_id, any_value(name) as name
    from keyed
    where reason is null and person_id is not null
    group by person_id
    having count(distinct told_id) = 1
)

select j.line, i.person_id, j.name, j.email, j.title, j.role, j.started_on, j.left_on, j.active, j.team,
    -- where the leader is an id of the same file, its name says more
    coalesce(l.name, j.leader_told) as leader_ref, j.segment,
    list_filter([
        case when j.started_on is null and j.start_told is not null then 'start_date' end,
        case when j.left_on is null and j.end_told is not null then 'end_date' end,
        case when j.active is null and j.active_told is not null then 'active' end,
        case when i.person_id is null and j.person_id is not null then 'person_id' end
    ], lambda d: d is not null) as defects, j.told_id is not null as has_id, row_key(j.told_id, j.cells) as row_key, j.reason
from keyed j
left join names_of_ids i on i.person_id = j.person_id
left join names_of_ids l on l.person_id = j.leader_told
