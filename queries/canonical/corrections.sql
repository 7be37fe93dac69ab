-- one row per correction of a reading by a person, those taken back or overtaken by a later one included
create or replace table corrections as
with writings as (
    select note_key as written_key, text_key, text, about_person_id as person_id from written_notes
    union all
    select check_in_key, text_key, text, person_id from check_ins
),

-- where its words stand now: in the same text, or in what the same note became
placed as (
    select
        c.* exclude (text_key, start, "end"), w.person_id, c.codes is null as is_not_about,
        coalesce(w.text_key <> c.text_key and contains(w.text, c.sentence), false) as is_moved,
        case when is_moved then w.text_key else c.text_key end as text_key,
        case when is_moved then instr(w.text, c.sentence) - 1 else c.start end as start,
        case when is_moved then instr(w.text, c.sentence) - 1 + length(c.sentence) else c."end" end as "end"
    from store.corrections c
    left join writings w using (written_key)
),

-- what the reader says of these words now, however it splits them
read as (
    select p.correction_id, list(distinct k.code order by k.code) as read_codes, max(k.obstacle_type) as read_obstacle_type
    from placed p
    join store.sentences s on s.text_key = p.text_key and p.start is not null
        and 2 * (least(p."end", s."end") - greatest(p.start, s.start)) > least(p."end" - p.start, s."end" - s.start)
    join store.codes k on k.text_key = s.text_key and k.position = s.position
    group by p.correction_id
)

select
    p.correction_id, p.written_key, p.person_id, p.text_key, p.start, p."end", p.sentence, p.codes, p.obstacle_type,
    coalesce(r.read_codes, []) as read_codes, r.read_obstacle_type,
    p.is_not_about, p.corrected_by, p.corrected_at, p.taken_back_by, p.taken_back_at,
    case when p.start is null then p.written_key in (select written_key from writings)
        else p.text_key in (select text_key from writings) end as is_found,
    -- of two about the same words the later one counts
    p.taken_back_at is null and not exists (
        from placed l
        where l.correction_id > p.correction_id and l.taken_back_at is null and l.is_not_about = p.is_not_about
            and case
                when p.start is null or l.start is null
                    then l.written_key = p.written_key and l.start is not distinct from p.start
                else l.text_key = p.text_key and l.start < p."end" and l."end" > p.start
                    and (l.written_key = p.written_key or not p.is_not_about)
            end
    ) as is_standing
from placed p
left join read r using (correction_id)
order by p.correction_id;
