-- one row per person whom the files speak of, by name, with all ways in which they name them
select p.person_key, p.name, list(f.ref order by f.ref) as refs
from people p
join person_refs f using (person_id)
group by p.person_key, p.name
order by p.name, p.person_key;
