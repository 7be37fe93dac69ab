-- one row per call, e-mail or meeting; $pseudonymous: surrogates for ids, account and contact, no subject, no rare outcome
select
    -- a note that was written in an activity has its id
    case
        when $pseudonymous then surrogate('t', coalesce(a.source, '') || a.activity_id) else a.activity_id
    end as activity_id,
    case when $pseudonymous then surrogate('p', a.person_id) else a.person_id end as person_id,
    a.kind, a.direction,
    -- what hardly any row shares is no outcome of a list but somebody's words
    case
        when not $pseudonymous or count(*) over (partition by a.outcome) >= 5 then a.outcome
    end as outcome,
    case when $pseudonymous then surrogate('k', a.account) else a.account end as account,
    case when $pseudonymous then surrogate('d', a.contact) else a.contact end as contact,
    case when not $pseudonymous then a.subject end as subject,
    a.source, a.duration_seconds, a.import_id, a.occurred_at
from activities a
order by 2, a.occurred_at, 1;
