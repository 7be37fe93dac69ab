-- one row per way in which people files name a person, in lower case, with the name to show
select distinct lower(trim(r.ref)) as ref, p.name
from people p, unnest([p.person_id, p.email, p.name]) r(ref)
where p.name is not null and nullif(trim(r.ref), '') is not null
order by p.name, ref;
