-- one row per sentence of the latest sample that a person coded, by coder, with what the reader read in it
select
    c.note_key, c.stratum, c.probability, c.coder, c.start, c.codes, c.obstacle_type, c.read_codes, c.read_obstacle_type
from coded_sentences c
where c.sample_id = (select max(sample_id) from sampled_notes)
order by c.coder, c.note_key, c.start;
