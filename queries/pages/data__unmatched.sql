-- one row per person that no people file names, by name: how many rows speak of them, and as whom
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
)

select
    p.person_key, p.name,
    count(*) filter (where s.place = 'activity') as count_activities,
    count(*) filter (where s.place = 'author') as count_notes_written,
    count(*) filter (where s.place = 'about') as count_notes_about,
    count(*) filter (where s.place = 'check-in') as count_check_ins,
    count(*) filter (where s.place = 'target') as count_targets,
    count(*) filter (where s.place in ('leader', 'member')) as count_memberships
from people p
join spoken_of s using (person_id)
where not p.is_matched
group by all
order by p.name, p.person_key;
