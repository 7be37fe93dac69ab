-- one row per check-in of one person ($person) in the period, or the one with a key ($check_in), latest first, with its marks
select
    c.check_in_key, c.text, c.mood, coalesce(k.marks, []) as marks, c.is_read, c.written_at, c.written_at::date as written_on,
    count(*) over () as count_found
from check_ins c
join people p using (person_id)
left join text_marks k using (text_key)
where ($person is null or p.person_key = $person)
    and ($check_in is null or c.check_in_key = $check_in)
    and ($from_on is null or c.written_at::date >= $from_on::date)
    and ($to_on is null or c.written_at::date <= $to_on::date)
order by c.written_at desc, c.check_in_key;
