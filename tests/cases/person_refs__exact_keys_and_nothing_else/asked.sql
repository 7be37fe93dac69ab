-- one row per reference that a file makes; a surrogate stands where no file gave an id
select ref, case when person_id = surrogate('p', 'marcus.b@x.example') then 'surrogate' else person_id end as person_id,
    is_matched
from person_refs
