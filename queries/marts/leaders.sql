-- one row per stretch of time in which somebody led somebody else; nobody is a rep then unless their title is listed
create or replace table leaders as
select distinct m.leader_id as person_id, coalesce(m.from_on, date '0001-01-01') as from_on,
    least(m.covers_to, coalesce(member.left_on, m.covers_to)) as to_on
from memberships m
join people member using (person_id)
join people p on p.person_id = m.leader_id
where m.leader_id <> m.person_id
    and (p.title is null or not list_contains(string_split(setting_text('rep_titles'), '|'), p.title));
