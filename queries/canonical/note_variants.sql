-- one row per note that some of its sentences earn less: it has its text under a key of its own, with sentences and codes
create or replace table note_variants as
select
    note_key, text_key as words_key,
    md5(text_key || chr(31) || string_agg(position || ' ' || why, chr(31) order by position, why)) as text_key
from unearned_sentences
group by note_key, text_key
order by note_key;

insert into sentences by name
select distinct v.text_key, s.* exclude (text_key)
from note_variants v
join sentences s on s.text_key = v.words_key;

-- what is not about the person earns nothing; a stock phrase earns no understanding and no care, and still presses
insert into codes by name
select distinct
    v.text_key, c.* exclude (text_key, is_earned),
    stock.note_key is null or c.code in ('count', 'push', 'pitch', 'dismiss') as is_earned
from note_variants v
join codes c on c.text_key = v.words_key
left join unearned_sentences stock
    on stock.note_key = v.note_key and stock.position = c.position and stock.why = 'stock phrase'
where not exists (
    from unearned_sentences other
    where other.note_key = v.note_key and other.position = c.position and other.why = 'not about'
);
