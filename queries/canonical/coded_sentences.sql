-- one row per note that was drawn to be coded by people
create or replace table sampled_notes as
from store.sampled_notes
order by sample_id, position;

-- one row per sentence that a person coded, with what the reader itself read in most of its words
create or replace table coded_sentences as
with read as (
    select c.sample_id, c.note_key, c.coder, c.start, list(distinct k.code order by k.code) as codes,
        max(k.obstacle_type) as obstacle_type
    from store.codings c
    join store.sampled_notes s using (sample_id, note_key)
    join store.sentences r on r.text_key = s.text_key
        and 2 * (least(c."end", r."end") - greatest(c.start, r.start)) > r."end" - r.start
    join store.codes k on k.text_key = r.text_key and k.position = r.position
    group by all
)

select
    c.sample_id, c.note_key, s.text_key, s.stratum, s.probability, c.coder, c.start, c."end", c.codes, c.obstacle_type,
    coalesce(r.codes, []) as read_codes, r.obstacle_type as read_obstacle_type, c.coded_at
from store.codings c
join store.sampled_notes s using (sample_id, note_key)
left join read r
    on r.sample_id = c.sample_id and r.note_key = c.note_key and r.coder = c.coder and r.start = c.start
order by c.sample_id, c.note_key, c.coder, c.start;
