-- one row per landed row of a file of notes: typed, with its defects, and the reason where it cannot be accepted
create or replace temp table staged as
with texts as (
    select line, cells, joined(cells, $m.note_id) as told_id, joined(cells, $m.rep) as about_ref,
        joined(cells, $m.author) as author_ref, joined(cells, $m.written_at) as when_told,
        coalesce(ours(cells[$m.relationship], $m.relationship_theirs, $m.relationship_ours), $m.file_kind) as relationship,
        plain(cells[$m.relationship]) as relationship_told,
        composed(cells, $m.text, $m.headings) as text, headings_of(cells, $m.text, $m.headings) as headings,
        plain(cells[$m.account]) as account, plain(cells[$m.other_team]) as other_team,
        joined(cells, $m.session_id) as session_id, plain(cells[$m.session_kind]) as session_kind,
        plain(cells[$m.source]) as source
    from landed
),

typed as (
    select *, bare_moment(when_told, $m.formats) as moment
    from texts
),

judged as (
    select *, case
        when text is null then 'no_text'
        when relationship = 'people' and about_ref is null then 'missing_rep'
        when relationship <> 'people' and author_ref is null and about_ref is null then 'missing_rep'
        when when_told is null then 'missing_date'
        when moment is null then 'bad_date'
    end as reason
    from typed
)

select line,
    coalesce(told_id, md5(concat_ws(chr(31), relationship, author_ref, about_ref, account, other_team, when_told, text))) as note_id,
    relationship, author_ref, about_ref, account, other_team,
    in_workspace_zone(moment, when_told, $m.zone, $m.workspace_zone) as written_at,
    session_id, session_kind, text, headings, source,
    list_filter([
        case
            when relationship_told is not null
                and ours(relationship_told, $m.relationship_theirs, $m.relationship_ours) is null then 'relationship'
        end,
        case when relationship = 'people' and author_ref is null then 'author' end
    ], lambda d: d is not null) as defects,
    as_told(moment, when_told, $m.zone) as told_at,
    told_id is not null as has_id, row_key(told_id, cells) as row_key, reason
from judged
