-- appends rows of a file that were not accepted, without the text of those that name somebody whose data was deleted
-- $whose: positions of the columns that name people, some of them two that make one name
insert into rejected_rows
with told as (
    select line, unnest(list_filter(cells, lambda cell: length(trim(cell)) >= 4)) as ref
    from batch
    where exists (from tombstones)
    union all
    select b.line, array_to_string(
        list_filter(list_transform(w.positions, lambda p: trim(b.cells[p])), lambda cell: cell <> ''), ' '
    )
    from batch b, (select unnest($whose) as positions) w
    where exists (from tombstones)
),

named as (
    select line from touched
    union
    select line from told where is_erased(ref)
)

select $import_id, line, reason, case when reason = 'erased' or line in (select line from named) then '' else raw end,
    is_left_out
from batch;
