-- one import enters the history
insert into imports values (
    $import_id, $file_name, $kind, $source, $sha256, $byte_count, localtimestamp, $imported_by, $mapping,
    $count_accepted, $count_rejected, $count_ignored, null, 0, 0
);
