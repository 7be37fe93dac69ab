-- one row per team and other team of the period: the share of rep-weeks in which their roles are the same (0 to 1)
with roles as (
    select team, role, count(*) / sum(count(*)) over (partition by team) as share
    from rep_weeks
    where is_usable and team is not null
        and ($from_on is null or week + 6 >= $from_on::date)
        and ($to_on is null or week <= $to_on::date)
    group by team, role
),

teams as (
    select distinct team from roles
),

alike as (
    select a.team, b.team as other_team, sum(least(a.share, b.share)) as overlap
    from roles a
    join roles b on b.role = a.role and b.team <> a.team
    group by a.team, b.team
)

select t.team, o.team as other_team, coalesce(a.overlap, 0) as overlap
from teams t
join teams o on o.team <> t.team
left join alike a on a.team = t.team and a.other_team = o.team
order by t.team, other_team;
