-- one row per landed row of an activity file: typed, with its defects, and the reason where it cannot be accepted
create or replace temp table staged as
with texts as (
    select line, cells, joined(cells, $m.activity_id) as told_id, joined(cells, $m.rep) as person_ref,
        joined(cells, $m.occurred_at) as when_told, plain(cells[$m.kind]) as kind_told,
        plain(cells[$m.direction]) as direction_told, joined(cells, $m.duration_seconds) as duration_told,
        coalesce(
            ours(cells[$m.outcome], $m.outcome_theirs, $m.outcome_ours), plain(cells[$m.outcome])
        ) as outcome, plain(cells[$m.account]) as account, plain(cells[$m.contact]) as contact,
        plain(cells[$m.subject]) as subject, plain(cells[$m.body]) as body, plain(cells[$m.source]) as source
    from landed
),

typed as (
    select *, bare_moment(when_told, $m.formats) as moment,
        case when $m.kind = 0 then $m.file_kind else ours(kind_told, $m.kind_theirs, $m.kind_ours) end as kind,
        ours(direction_told, $m.direction_theirs, $m.direction_ours) as direction,
        case
            when $m.duration_unit <> 'end-start' then seconds_of(duration_told, $m.duration_unit)
            else seconds_between(
                bare_moment(joined(cells, $m.duration_seconds[:len($m.duration_seconds) // 2]), $m.formats),
                bare_moment(joined(cells, $m.duration_seconds[len($m.duration_seconds) // 2 + 1:]), $m.formats)
            )
        end as duration_seconds
    from texts
),

judged as (
    select *, case
        when person_ref is null then 'missing_rep'
        when when_told is null then 'missing_date'
        when moment is null then 'bad_date'
        when kind is null then 'unsupported_kind'
    end as reason
    from typed
)

select line,
    coalesce(told_id, md5(concat_ws(chr(31), person_ref, when_told, kind, direction, contact, subject, body))) as activity_id,
    person_ref, in_workspace_zone(moment, when_told, $m.zone, $m.workspace_zone) as occurred_at,
    kind, direction, outcome, duration_seconds, account, contact, subject, body, source,
    list_filter([
        case when duration_seconds is null and $m.duration_unit <> 'end-start' and duration_told is not null then 'duration' end,
        case when direction is null and direction_told is not null then 'direction' end
    ], lambda d: d is not null) as defects,
    as_told(moment, when_told, $m.zone) as told_at,
    told_id is not null as has_id, row_key(told_id, cells) as row_key, reason
from judged
