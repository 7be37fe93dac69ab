-- every coaching note about somebody else is one coaching moment
with noted as (
    select source, note_id from notes
    where relationship = 'people' and about_person_id is not null and author_id is distinct from about_person_id
),

counted as (select source, note_id, count(*) as count_moments from coaching_moments group by all)

select n.source, n.note_id, coalesce(c.count_moments, 0) as count_moments
from noted n
full join counted c using (source, note_id)
where coalesce(c.count_moments, 0) <> 1 or n.note_id is null;
