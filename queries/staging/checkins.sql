-- one row per landed row of a file of check-ins: typed, with its defects, and the reason where it cannot be accepted
create or replace temp table staged as
with texts as (
    select line, cells, joined(cells, $m.check_in_id) as told_id, joined(cells, $m.session_id) as session_id,
        joined(cells, $m.rep) as person_ref,
        joined(cells, $m.written_at) as when_told, composed(cells, $m.text, $m.headings) as text,
        headings_of(cells, $m.text, $m.headings) as headings, plain(cells[$m.mood]) as mood
    from landed
),

typed as (
    select *, bare_moment(when_told, $m.formats) as moment
    from texts
),

judged as (
    select *, case
        when text is null and mood is null then 'no_text'
        when person_ref is null then 'missing_rep'
        when when_told is null then 'missing_date'
        when moment is null then 'bad_date'
    end as reason
    from typed
)

select line, coalesce(told_id, md5(concat_ws(chr(31), person_ref, when_told, mood, text))) as check_in_id,
    session_id, person_ref, in_workspace_zone(moment, when_told, $m.zone, $m.workspace_zone) as written_at, text, headings, mood,
    []::varchar[] as defects, as_told(moment, when_told, $m.zone) as told_at,
    told_id is not null as has_id, row_key(told_id, cells) as row_key, reason
from judged
