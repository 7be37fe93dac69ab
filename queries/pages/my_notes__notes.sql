-- one row per coaching note that one person ($author) wrote, latest first, with the marks of its coded sentences: whether it
-- names an obstacle in words that earn it, and whether it comes back to one, by a step followed up or by naming it again
with own as (
    select
        m.note_key, n.text_key, p.person_key, p.name as rep, a.name as author, n.account, n.text, m.stance, m.certainty, m.is_read,
        m.written_at
    from coaching_moments m
    join notes n using (note_key)
    join people a on a.person_id = m.author_id
    left join people p on p.person_id = m.person_id
    where a.person_key = $author
        and ($from_on is null or m.written_on >= $from_on::date)
        and ($to_on is null or m.written_on <= $to_on::date)
),

earned as (
    select text_key,
        bool_or(code = 'obstacle' and obstacle_type is distinct from 'wellbeing') as is_specific, bool_or(code = 'follow_up') as is_back
    from codes
    where is_earned and text_key in (select text_key from own)
    group by text_key
),

named_again as (
    select distinct note_key
    from obstacle_mentions later
    where note_key in (select note_key from own)
        and exists (
            from obstacle_mentions m
            where m.obstacle_key = later.obstacle_key and m.written_at < later.written_at
        )
)

select
    o.* exclude (text_key), coalesce(k.marks, []) as marks,
    coalesce(e.is_specific, false) as is_specific, coalesce(e.is_back, false) or g.note_key is not null as is_back
from own o
left join earned e using (text_key)
left join named_again g using (note_key)
left join text_marks k using (text_key)
order by o.written_at desc, o.note_key;
