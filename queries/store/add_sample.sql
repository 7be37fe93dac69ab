-- one row: the number of a new sample, whose notes are the rows of a batch
create or replace temp table drawn as select 1 + coalesce(max(sample_id), 0) as sample_id from samples;
insert into samples by name select sample_id, $drawn_by as drawn_by, localtimestamp as drawn_at from drawn;
insert into sampled_notes by name
select drawn.sample_id, batch.* replace (batch.sentences::struct(start integer, "end" integer)[] as sentences)
from batch, drawn;
select sample_id from drawn;
