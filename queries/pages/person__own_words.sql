-- one row per sentence of a check-in of one person ($person) that says what they hope for or what weighs on them, latest first
-- what is about health, family or stress stays in the check-in itself, and so does every feeling that is told beside it
with coded as (
    select
        c.check_in_key, c.text_key, c.written_at, k.position,
        bool_or(k.code = 'goal') as is_hope, bool_or(k.code = 'obstacle') as is_obstacle,
        max(k.obstacle_type) as obstacle_type, bool_or(k.obstacle_type = 'wellbeing') as is_health
    from check_ins c
    join people p using (person_id)
    join codes k using (text_key)
    where p.person_key = $person and k.code in ('goal', 'feeling', 'obstacle')
        and ($to_on is null or c.written_at::date <= $to_on::date)
    group by all
),

shown as (
    from coded
    qualify not coalesce(is_health, false)
        and (is_hope or is_obstacle or not coalesce(bool_or(is_health) over (partition by check_in_key), false))
)

select h.check_in_key, h.obstacle_type, s.text, h.is_hope, h.written_at::date as written_on
from shown h
join sentences s using (text_key, position)
order by h.written_at desc, h.position;
