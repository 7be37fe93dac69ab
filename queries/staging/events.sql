-- one row per landed row of a file of events: typed, with its defects, and the reason where it cannot be accepted
create or replace temp table staged as
with texts as (
    select line, cells, plain(cells[$m.scope]) as scope, joined(cells, $m.starts_on) as starts_told,
        joined(cells, $m.ends_on) as ends_told, lower(plain(cells[$m.kind])) as kind, plain(cells[$m.text]) as text
    from landed
),

typed as (
    select *, cast(bare_moment(starts_told, $m.formats) as date) as starts_on,
        cast(bare_moment(ends_told, $m.formats) as date) as ends_on
    from texts
),

judged as (
    select *, case
        when scope is null then 'missing_rep'
        when starts_told is null then 'missing_date'
        when starts_on is null or (ends_told is not null and ends_on is null) or ends_on < starts_on then 'bad_date'
        when kind is null or kind not in ('leave', 'territory', 'quota', 'product', 'ramp') then 'unsupported_kind'
    end as reason
    from typed
)

select line, scope, starts_on, ends_on, kind, text, []::varchar[] as defects,
    false as has_id, row_key(null, cells) as row_key, reason
from judged
