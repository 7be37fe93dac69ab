-- what a person says of a reading enters the history; without codes, that words or a note are not about whom it names
insert into corrections by name
select
    (select coalesce(max(correction_id), 0) + 1 from corrections) as correction_id, $written_key as written_key,
    $text_key as text_key, $start as start, $end as "end", $sentence as sentence, $codes::varchar[] as codes,
    $obstacle_type as obstacle_type, $corrected_by as corrected_by, localtimestamp as corrected_at;
