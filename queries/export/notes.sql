-- one row per note about another person, with its readings; $pseudonymous: surrogates for ids, account and strange teams, no text
select
    case when $pseudonymous then n.note_key else n.note_id end as note_id,
    n.relationship,
    case when $pseudonymous then surrogate('p', n.author_id) else n.author_id end as author_id,
    case when $pseudonymous then surrogate('p', n.about_person_id) else n.about_person_id end as about_person_id,
    case when $pseudonymous then surrogate('k', n.account) else n.account end as account,
    case
        when $pseudonymous and n.other_team not in (select name from other_teams)
            then surrogate('g', n.other_team)
        else n.other_team
    end as other_team,
    case when $pseudonymous then surrogate('s', n.session_id) else n.session_id end as session_id,
    case when not $pseudonymous then n.session_kind end as session_kind,
    case when not $pseudonymous then n.text end as text,
    n.source,
    case when $pseudonymous then surrogate('x', n.text_key) else n.text_key end as text_key,
    n.unreadable, n.pressure, n.understanding, n.care, n.stance, n.certainty, n.is_read, n.written_at
from notes n
order by n.written_at, 1;
