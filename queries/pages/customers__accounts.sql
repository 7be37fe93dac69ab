-- one row per customer account of the period, by name, the first 1,000: touches beside what its notes show of the customer
with searched as (
    select list(person_id) as person_ids from people where contains(plain_account(name), plain_account($search))
),

fitting as materialized (
    select c.*, a.account
    from customers($from_on, $to_on, $team, $leader, $role, $account) c
    join account_names a using (account_key)
    cross join searched s
    where ($understood is null or c.understood = $understood)
        and ($often is null or c.is_touched_often = $often::boolean)
        and ($least is null or c.count_recent_touches >= $least::integer)
        and ($most is null or c.count_recent_touches <= $most::integer)
        and (
            $search is null or contains(a.plain, plain_account($search))
            or coalesce(list_has_any(c.person_ids, s.person_ids), false)
        )
),

first_ones as (
    select account_key from fitting order by lower(account), account_key limit 1000
),

named as (
    select f.account_key, list(p.name order by p.name) as names
    from (select account_key, unnest(person_ids) as person_id from fitting join first_ones using (account_key)) f
    join people p using (person_id)
    group by f.account_key
)

select
    f.account_key, f.account,
    array_to_string(n.names[:3], ', ') || case when len(n.names) > 3 then ' and ' || (len(n.names) - 3) || ' more' else '' end as reps,
    f.understood, f.is_touched_often, f.last_touched_on,
    f.count_recent_touches, f.count_touches, f.count_calls, f.count_emails, f.count_meetings,
    f.count_notes, f.count_notes_read, f.count_pitching, f.count_pushing, f.count_asking, f.count_heard,
    f.count_business, f.count_goals, f.count_struggles, f.count_people, (select count(*) from fitting) as count_found
from fitting f
join first_ones using (account_key)
left join named n using (account_key)
order by lower(f.account), f.account_key;
