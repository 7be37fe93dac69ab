-- one row per way in which files speak of one person, with the person's own key for a people file's row
select f.ref, f.person_id
from person_refs f
join people p using (person_id)
where p.person_key = $person
order by f.ref;
