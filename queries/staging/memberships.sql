-- one row per landed row of a file of memberships: typed, with its defects, and the reason where it cannot be accepted
create or replace temp table staged as
with texts as (
    select line, cells, joined(cells, $m.rep) as person_ref, plain(cells[$m.team]) as team,
        joined(cells, $m.manager) as leader_ref, plain(cells[$m.role]) as role, plain(cells[$m.segment]) as segment,
        joined(cells, $m.from_on) as from_told, joined(cells, $m.to_on) as to_told
    from landed
),

typed as (
    select *, cast(bare_moment(from_told, $m.formats) as date) as from_on,
        cast(bare_moment(to_told, $m.formats) as date) as to_on
    from texts
),

judged as (
    select *, case
        when person_ref is null then 'missing_rep'
        when from_told is null then 'missing_date'
        when from_on is null or (to_told is not null and to_on is null) or to_on < from_on then 'bad_date'
    end as reason
    from typed
)

select line, person_ref, team, leader_ref, role, segment, from_on, to_on, []::varchar[] as defects,
    false as has_id, row_key(null, cells) as row_key, reason
from judged
