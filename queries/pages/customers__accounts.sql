-- one row per customer account of the period, by name, the first 1,000: touches beside what its notes show of the customer
with found as (
    select c.*, a.account, a.plain, count(*) over () as count_found
    from customers($from_on, $to_on, $team, $leader, $role) c
    join account_names a using (account_key)
    where ($account is null or c.account_key = $account)
        and ($understood is null or c.understood = $understood)
        and ($often is null or c.is_touched_often = $often::boolean)
        and ($least is null or c.count_recent_touches >= $least::integer)
        and ($most is null or c.count_recent_touches <= $most::integer)
        and ($search is null or contains(a.plain, plain_account($search)) or exists (
            from people p where list_contains(c.person_ids, p.person_id) and contains(plain_name(p.name), plain_name($search))
        ))
    order by lower(a.account), c.account_key
    limit 1000
),

named as (
    select f.account_key, list(p.name order by p.name) as names
    from (select account_key, unnest(person_ids) as person_id from found) f
    join people p using (person_id)
    group by f.account_key
)

select
    f.account_key, f.account,
    array_to_string(n.names[:3], ', ') || case when len(n.names) > 3 then ' and ' || (len(n.names) - 3) || ' more' else '' end as reps,
    f.understood, f.is_touched_often, f.last_touched_on,
    f.count_recent_touches, f.count_touches, f.count_calls, f.count_emails, f.count_meetings,
    f.count_notes, f.count_notes_read, f.count_pitching, f.count_pushing, f.count_asking, f.count_heard,
    f.count_business, f.count_goals, f.count_struggles, f.count_people, f.count_found
from found f
left join named n using (account_key)
order by lower(f.account), f.account_key;
