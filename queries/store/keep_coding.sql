-- what a person coded of a drawn note, one row a sentence of a batch, in the place of what they coded of it before
delete from codings where sample_id = $sample_id and note_key = $note_key and coder = $coder;
insert into codings by name
select
    $sample_id as sample_id, $note_key as note_key, $coder as coder, start, "end", codes::varchar[] as codes,
    obstacle_type::varchar as obstacle_type, localtimestamp as coded_at
from batch;
