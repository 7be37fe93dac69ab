select v.note_key, s.position, c.code, c.is_earned,
    (select count(*) from sentences x where x.text_key = v.text_key) as count_sentences
from note_variants v
join sentences s using (text_key)
left join codes c on c.text_key = s.text_key and c.position = s.position
