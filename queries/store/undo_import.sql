-- everything that an import brought goes; the import itself stays in the history, marked as undone
delete from people where import_id = $import_id;
delete from aliases where import_id = $import_id;
delete from memberships where import_id = $import_id;
delete from activities where import_id = $import_id;
delete from notes where import_id = $import_id;
delete from check_ins where import_id = $import_id;
delete from targets where import_id = $import_id;
delete from events where import_id = $import_id;
delete from landed_rows where import_id = $import_id;
delete from rejected_rows where import_id = $import_id;
update imports set undone_at = localtimestamp where import_id = $import_id;
