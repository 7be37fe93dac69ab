-- an import's rejected rows are all kept
select i.import_id, i.file_name, i.count_rejected, count(r.line) as count_kept
from imports i
left join rejected_rows r using (import_id)
where i.undone_at is null
group by all
having count(r.line) <> i.count_rejected - any_value(i.count_erased_rejected);
