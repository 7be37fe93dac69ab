-- one row per row of an import that was not accepted
select line, reason, raw, is_left_out from rejected_rows where import_id = $import_id order by line, reason limit $most;
