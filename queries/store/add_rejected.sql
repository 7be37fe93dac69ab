-- appends rows of a file that were not accepted, without the text of those that name somebody whose data was deleted
-- $whose: positions of the columns that name people, some of them two that make one name
insert into rejected_rows
with named as (
    select line from touched
    union
    select b.line from batch b, unnest(b.cells) c(cell) where length(trim(c.cell)) >= 4 and is_erased(c.cell)
    union
    select b.line
    from batch b, (select unnest($whose) as positions) w
    where is_erased(array_to_string(list_filter(
        list_transform(w.positions, lambda p: trim(b.cells[p])), lambda cell: cell <> ''
    ), ' '))
)

select $import_id, line, reason, case when reason = 'erased' or line in (select line from named) then '' else raw end,
    is_left_out
from batch;
