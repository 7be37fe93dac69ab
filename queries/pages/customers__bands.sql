-- one row per band of touches in the 90 days (a setting) to the end of the period: accounts by what is understood of them
with bounds as (
    select unnest(list_sort(list_distinct([0, 1, ceil(many / 4), ceil(many / 2), many, 2 * many])))::integer as least_touches
    from (select greatest(setting('many_touches'), 1) as many)
),

bands as (
    select least_touches, lead(least_touches) over (order by least_touches) - 1 as most_touches from bounds
)

select
    b.least_touches, b.most_touches, b.least_touches >= setting('many_touches') as is_touched_often,
    count(c.account_key) as count_accounts,
    count(*) filter (where c.understood = 'something') as count_something,
    count(*) filter (where c.understood = 'nothing') as count_nothing,
    count(*) filter (where c.understood = 'not read') as count_not_read,
    count(*) filter (where c.understood = 'no notes') as count_no_notes
from bands b
left join customers($from_on, $to_on, $team, $leader, $role, null) c
    on c.count_recent_touches >= b.least_touches and (b.most_touches is null or c.count_recent_touches <= b.most_touches)
group by b.least_touches, b.most_touches
order by b.least_touches;
