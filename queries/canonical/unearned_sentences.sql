-- one row per use of a sentence that its author wrote in three notes or more, `use` counting from the first
-- it stays one whatever is swapped in it: case, accents, signs, who is spoken of, a number, a day
create or replace table phrase_uses as
with spoken as (
    select n.author_id, n.note_key, n.text_key, n.written_at, s.position, s.text
    from written_notes n
    join sentences s using (text_key)
    where n.author_id is not null and exists (
        from codes c
        where c.text_key = s.text_key and c.position = s.position and c.code not in ('count', 'push', 'pitch', 'dismiss')
    )
),

-- '@' stands for a person, '#' for a number or a day
named as (
    select unnest(string_split(regexp_replace(lower(strip_accents(name)), '[^\p{L}]+', ' ', 'g'), ' ')) as word, '@' as sign
    from people
    where not contains(name, '@')
    union
    select unnest(['he', 'she', 'they', 'him', 'her', 'them', 'his', 'hers', 'their', 'theirs']), '@'
    union
    select unnest([
        'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday', 'january', 'february', 'march',
        'april', 'may', 'june', 'july', 'august', 'september', 'october', 'november', 'december'
    ]), '#'
),

signs as (
    select word, min(sign) as sign from named group by word
),

-- invisible signs go first, so that they part no word
worded as (
    select text, string_split(trim(regexp_replace(
        regexp_replace(lower(strip_accents(text)), '[\p{M}\p{Cf}]', '', 'g'), '[^\p{L}\p{N}]+', ' ', 'g'
    )), ' ') as words
    from (select distinct text from spoken)
),

swapped as (
    select d.text, list(w.place) as places, list(s.sign) as signs
    from worded d, unnest(d.words) with ordinality as w(word, place)
    join signs s using (word)
    group by d.text
),

phrases as (
    select text, regexp_replace(regexp_replace(regexp_replace(array_to_string(
        list_transform(words, lambda word, place: coalesce(signs[list_position(places, place)], word)), ' '
    ), '[\p{L}\p{N}]*\p{N}[\p{L}\p{N}]*', '#', 'g'), '@( @| s\b)*', '@', 'g'), '#( #)*', '#', 'g') as phrase
    from worded
    left join swapped using (text)
),

-- twice in one note is one use
said as (
    select u.author_id, u.note_key, u.text_key, u.written_at, u.position, u.text, p.phrase
    from spoken u
    join phrases p using (text)
    qualify row_number() over (partition by u.note_key, p.phrase order by u.position) = 1
)

select *, row_number() over (partition by author_id, phrase order by written_at, note_key) as use
from said
qualify count(*) over (partition by author_id, phrase) >= 3
order by author_id, phrase, use;

-- one row per sentence of a note that earns it less than its codes: not about whom the note names, or a stock phrase
create or replace table unearned_sentences as
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
