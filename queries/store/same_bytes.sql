-- the import, not undone, that had exactly these bytes
select import_id, mapping, count_accepted, count_rejected, count_ignored
from imports
where sha256 = $sha256 and undone_at is null
order by import_id desc
limit 1;
