-- one row per person that no people file names, by name: how they are called, how many rows speak of them, who it may be
with spoken_of as (
    select person_id, 'activity' as place from activities
    union all
    select author_id, 'author' from notes
    union all
    select about_person_id, 'about' from notes
    union all
    select person_id, 'check-in' from check_ins
    union all
    select person_id, 'target' from targets
    union all
    select leader_id, 'leader' from memberships
    union all
    select person_id, 'member' from memberships
),

called as (
    select person_id, list(distinct ref order by ref) as refs, bool_or(is_settled) as is_settled
    from person_refs
    where not is_matched
    group by person_id
)

select
    p.person_key, p.name, c.refs, coalesce(c.is_settled, false) as is_settled,
    s2.person_key as suggested_key, s2.name as suggested_name, g.why,
    count(*) filter (where s.place = 'activity') as count_activities,
    count(*) filter (where s.place = 'author') as count_notes_written,
    count(*) filter (where s.place = 'about') as count_notes_about,
    count(*) filter (where s.place = 'check-in') as count_check_ins,
    count(*) filter (where s.place = 'target') as count_targets,
    count(*) filter (where s.place in ('leader', 'member')) as count_memberships
from people p
join spoken_of s using (person_id)
left join called c using (person_id)
left join person_suggestions g using (person_id)
left join people s2 on s2.person_id = g.suggested_id
where not p.is_matched
group by all
order by p.name, p.person_key;
