-- one row per file that came in, latest first: what became of its rows
-- of the accepted rows and of those not used, count_erased went later with a person's data
with turned_away as (
    select import_id, count(*) filter (where not is_left_out) as count_to_mend,
        count(*) filter (where is_left_out) as count_left_out
    from rejected_rows
    group by import_id
)

select
    i.import_id, i.file_name, i.kind, i.imported_by, i.byte_count, i.count_accepted,
    -- rows of an import that was undone are gone; what they were once stays as one count
    coalesce(t.count_to_mend, 0) as count_to_mend, coalesce(t.count_left_out, 0) as count_left_out,
    i.count_rejected, i.count_ignored, i.count_erased_accepted + i.count_erased_rejected as count_erased, i.undone_at is not null as is_undone, i.imported_at, i.undone_at
from imports i
left join turned_away t using (import_id)
order by i.imported_at desc, i.import_id desc;
