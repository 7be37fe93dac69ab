-- landed rows that name somebody whose data was deleted for good do not stay
delete from landed_rows
where import_id = $import_id and line in (
    select line
    from (select line, unnest(cells) as cell from landed_rows where import_id = $import_id)
    where is_erased(cell)
);
