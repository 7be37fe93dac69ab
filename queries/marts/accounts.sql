-- one row per customer account and rep: how often it was touched, how the notes press, and what they show of the customer
create table accounts as
with touches as (
    select
        a.account, a.person_id, count(*) as count_touches,
        count(*) filter (where a.kind = 'call') as count_calls,
        count(*) filter (where a.kind = 'email') as count_emails,
        count(*) filter (where a.kind = 'meeting') as count_meetings,
        count(*) filter (where a.occurred_at::date > f.now_on - setting('touch_days')::integer) as count_recent_touches,
        min(a.occurred_at)::date as first_touched_on, max(a.occurred_at)::date as last_touched_on
    from activities a
    cross join workspace_facts f
    left join source_overlap o
        on o.person_id = a.person_id and o.kind = a.kind and o.week = date_trunc('week', a.occurred_at)::date
    where a.account is not null and (o.counted_source is null or o.counted_source = a.source)
    group by all
),

coded as (
    select
        text_key, bool_or(code in ('push', 'pitch')) as is_pressing, bool_or(code = 'ask') as is_asking,
        bool_or(code = 'context') as shows_business, bool_or(code = 'goal') as shows_goals,
        bool_or(code = 'obstacle') as shows_struggles, bool_or(code = 'feeling') as shows_people
    from codes
    group by text_key
),

noted as (
    select
        n.account, n.author_id as person_id, count(*) as count_notes, count(*) filter (where n.is_read) as count_notes_read,
        count(*) filter (where c.is_pressing) as count_pressing, count(*) filter (where c.is_asking) as count_asking,
        count(*) filter (where n.understanding = 'heard') as count_heard,
        coalesce(bool_or(c.shows_business), false) as is_business_known,
        coalesce(bool_or(c.shows_goals), false) as are_goals_known,
        coalesce(bool_or(c.shows_struggles), false) as are_struggles_known,
        coalesce(bool_or(c.shows_people), false) as are_people_known
    from notes n
    left join coded c using (text_key)
    where n.relationship = 'customers' and n.account is not null and n.author_id is not null
    group by all
),

judged as (
    select
        account, person_id, coalesce(t.count_touches, 0) as count_touches, coalesce(t.count_calls, 0) as count_calls,
        coalesce(t.count_emails, 0) as count_emails, coalesce(t.count_meetings, 0) as count_meetings,
        coalesce(t.count_recent_touches, 0) as count_recent_touches, t.first_touched_on, t.last_touched_on,
        coalesce(n.count_notes, 0) as count_notes, coalesce(n.count_notes_read, 0) as count_notes_read,
        coalesce(n.count_pressing, 0) as count_pressing, coalesce(n.count_asking, 0) as count_asking,
        coalesce(n.count_heard, 0) as count_heard,
        coalesce(n.is_business_known, false) as is_business_known, coalesce(n.are_goals_known, false) as are_goals_known,
        coalesce(n.are_struggles_known, false) as are_struggles_known, coalesce(n.are_people_known, false) as are_people_known
    from touches t
    full join noted n using (account, person_id)
)

select
    j.*, surrogate('a', account) as account_key, m.team, m.leader_id, m.role,
    count_recent_touches >= setting('many_touches') as is_touched_often,
    -- without any note that was read nobody can say what is understood
    case
        when j.count_notes_read = 0 then 'no notes'
        when is_business_known or are_goals_known or are_struggles_known or are_people_known then 'something understood'
        else 'nothing understood'
    end as understood
from judged j
cross join workspace_facts f
left join memberships m
    on m.person_id = j.person_id and least(coalesce(j.last_touched_on, f.now_on), f.now_on) between m.covers_from and m.covers_to
order by account, person_id;
