-- appends rows of a file that were not accepted
insert into rejected_rows select $import_id, line, reason, raw, is_left_out from batch;
