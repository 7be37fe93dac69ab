-- one row per sentence of a coaching note about one person ($person) that helps, works on a skill or agrees a step, latest
-- first, with the first later note that mentions it: two words in a sentence, or one where it returns to something earlier
with noted as (
    select m.note_key, n.text_key, m.written_at, m.written_on, a.name as author, lower(strip_accents(p.name)) as called
    from coaching_moments m
    join notes n using (note_key)
    join people p on p.person_id = m.person_id
    left join people a on a.person_id = m.author_id
    where p.person_key = $person and ($to_on is null or m.written_on <= $to_on::date)
),

coded as (
    select text_key, position, bool_or(code in ('help', 'grow', 'together')) as is_said, bool_or(code = 'follow_up') as is_return,
        bool_or(obstacle_type = 'wellbeing') as is_health
    from codes
    where text_key in (select text_key from noted)
    group by all
),

spoken as (
    select n.*, s.position, s.text, coalesce(c.is_said and c.is_health is distinct from true, false) as is_said,
        coalesce(c.is_return, false) as is_return
    from noted n
    join sentences s using (text_key)
    left join coded c using (text_key, position)
),

-- words by their first letters, so that "promise" meets "promised"; names and common words say nothing
stems as (
    select distinct note_key, written_at, written_on, position, is_said, is_return, left(word, 6) as stem
    from (
        select *, unnest(string_split_regex(lower(strip_accents(text)), '[^\p{L}]+')) as word from spoken
    )
    where length(word) >= 4 and not contains(called, word) and word not in (
        'about', 'after', 'again', 'also', 'because', 'been', 'before', 'being', 'could', 'does', 'done', 'each', 'every',
        'from', 'give', 'goes', 'have', 'hers', 'himself', 'herself', 'into', 'just', 'last', 'like', 'made', 'make', 'more',
        'most', 'much', 'need', 'needs', 'next', 'only', 'other', 'over', 'said', 'says', 'should', 'since', 'some', 'such',
        'take', 'takes', 'told', 'than', 'that', 'their', 'them', 'then', 'there', 'these', 'they', 'this', 'those', 'today',
        'until', 'very', 'want', 'wants', 'week', 'weeks', 'well', 'went', 'were', 'what', 'when', 'where', 'which', 'will',
        'with', 'would', 'your', 'asked', 'agreed', 'call', 'calls', 'work', 'works', 'time', 'monday', 'tuesday', 'wednesday',
        'thursday', 'friday', 'morning', 'afternoon', 'month', 'both', 'first', 'two', 'three', 'come', 'came', 'same'
    )
),

mentioned as (
    select said.note_key, said.position, later.note_key as later_note_key, later.written_on as later_on
    from stems said
    join stems later on later.stem = said.stem and later.written_at > said.written_at
    where said.is_said
    group by all
    having count(*) >= 2 or bool_or(later.is_return)
),

first_mentions as (
    select note_key, position, min(later_on) as later_on, arg_min(later_note_key, later_on) as later_note_key
    from mentioned
    group by all
)

select s.note_key, f.later_note_key, s.author, s.text, s.written_on, f.later_on
from spoken s
left join first_mentions f using (note_key, position)
where s.is_said and ($from_on is null or s.written_on >= $from_on::date)
order by s.written_on desc, s.written_at desc, s.position;
