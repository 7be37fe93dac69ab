-- one row per use of a sentence that its author wrote in three notes or more, `use` counting from the first
create table phrase_uses as
with said as (
    select
        n.author_id, n.note_key, n.text_key, n.written_at, s.position, s.text,
        trim(regexp_replace(lower(strip_accents(s.text)), '[^\p{L}\p{N}]+', ' ', 'g')) as phrase
    from written_notes n
    join sentences s using (text_key)
    where n.author_id is not null and exists (
        from codes c
        where c.text_key = s.text_key and c.position = s.position and c.code not in ('count', 'push', 'pitch', 'dismiss')
    )
    -- twice in one note is one use
    qualify row_number() over (partition by n.note_key, phrase order by s.position) = 1
)

select *, row_number() over (partition by author_id, phrase order by written_at, note_key) as use
from said
qualify count(*) over (partition by author_id, phrase) >= 3
order by author_id, phrase, use;

-- one row per sentence of a note that earns it less than its codes: not about whom the note names, or a stock phrase
create table unearned_sentences as
select note_key, text_key, position, 'stock phrase' as why
from phrase_uses
where use >= 3
union all
select n.note_key, n.text_key, s.position, 'not about'
from corrections c
join written_notes n on n.note_key = c.written_key
join sentences s on s.text_key = n.text_key
    and 2 * (least(c."end", s."end") - greatest(c.start, s.start)) > s."end" - s.start
where c.is_standing and c.is_not_about and c.start is not null and c.text_key = n.text_key
order by note_key, position, why;
