-- one row: how many distinct texts the present model has not read, and how many there are
select count(*) as count_texts, count(*) filter (where r.text_key is null) as count_unread
from (select distinct text_key from texts) t
left join readings r on r.text_key = t.text_key and r.model = $model;
