-- one row per event that changes what the numbers of one person ($person) mean in the period: theirs, or of a team of theirs
select
    e.kind, e.text, e.person_id is null as is_of_team, e.team, e.starts_on,
    case when e.ends_on < date '9999-12-31' then e.ends_on end as ends_on
from events e
cross join workspace_facts f
join people p on p.person_key = $person
where (
        e.person_id = p.person_id
        or exists (
            from memberships m
            where m.person_id = p.person_id and m.team = e.team
                and m.covers_from <= e.ends_on and m.covers_to >= e.starts_on
        )
    )
    and e.starts_on <= least(coalesce($to_on::date, f.now_on), f.now_on)
    and ($from_on is null or e.ends_on >= $from_on::date)
order by e.starts_on, e.kind, e.text;
