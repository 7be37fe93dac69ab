-- one row per coaching note that was read: what may be drawn to be coded, its stratum, and where its sentences stand
select
    n.note_key, n.words_key as text_key,
    case
        when n.read_stance in ('do_more', 'waved_away') and n.certainty = 'close' then 'perhaps replaced'
        when n.read_stance in ('do_more', 'waved_away') then 'replaced'
        when n.read_stance in ('heard', 'heard_and_acted') then 'heard'
        else 'other'
    end as stratum,
    list({'start': s.start, 'end': s."end"} order by s.start) as sentences
from notes n
join coaching_moments m using (note_key)
join sentences s on s.text_key = n.words_key
where n.is_read
group by all
order by n.note_key;
