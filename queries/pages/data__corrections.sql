-- one row per correction of a reading, the latest first, those that no longer count included; wellbeing shows no type
select
    c.correction_id, c.written_key, c.sentence, c.codes, c.read_codes,
    case when c.obstacle_type <> 'wellbeing' then c.obstacle_type end as obstacle_type,
    case when c.read_obstacle_type <> 'wellbeing' then c.read_obstacle_type end as read_obstacle_type,
    case
        when c.taken_back_at is not null then 'taken back'
        when not c.is_standing then 'overtaken'
        when not c.is_found then 'not here'
        else 'standing'
    end as state,
    c.corrected_by, c.taken_back_by, c.written_key in (select note_key from notes) as is_note,
    c.written_key in (select check_in_key from check_ins) as is_check_in, c.is_not_about, c.corrected_at, c.taken_back_at
from corrections c
order by c.correction_id desc;
