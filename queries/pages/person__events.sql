-- one row per event that changes what the numbers of one person ($person) mean in the period: theirs, or of a team of theirs
with own as (
    select e.kind, e.text, e.team, e.starts_on, e.ends_on
    from events e
    join people p using (person_id)
    where p.person_key = $person
),

-- what concerns a team ends for a person when they leave the team
of_teams as (
    select e.kind, e.text, e.team, e.starts_on, max(least(e.ends_on, m.covers_to)) as ends_on
    from events e
    join memberships m on m.team = e.team and m.covers_from <= e.ends_on and m.covers_to >= e.starts_on
    join people p on p.person_id = m.person_id
    where p.person_key = $person and e.person_id is null
    group by all
)

select
    e.kind, e.text, e.team is not null as is_of_team, e.team, e.starts_on,
    case when e.ends_on < date '9999-12-31' then e.ends_on end as ends_on
from (from own union all from of_teams) e
cross join workspace_facts f
where e.starts_on <= least(coalesce($to_on::date, f.now_on), f.now_on)
    and ($from_on is null or e.ends_on >= $from_on::date)
order by e.starts_on, e.kind, e.text;
