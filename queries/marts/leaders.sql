-- one row per stretch of time in which somebody led somebody; nobody is a rep then unless their title is listed
create table leaders as
select distinct m.leader_id as person_id, coalesce(m.from_on, date '0001-01-01') as from_on,
    coalesce(m.to_on, date '9999-12-31') as to_on
from memberships m
join people p on p.person_id = m.leader_id
where not list_contains(string_split(setting_text('rep_titles'), '|'), coalesce(p.title, ''));
