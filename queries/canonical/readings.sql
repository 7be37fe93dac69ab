-- one row per text that was read, with its three readings and stance: the reader's, or by the codebook's rules from the
-- codes that stand where a person corrected it or some of its sentences earn less
create or replace table readings as
with own as (
    select distinct text_key, text_key as words_key, true as is_corrected
    from sentences
    where correction_id is not null and text_key in (select text_key from written_notes)
    union all
    select distinct v.text_key, v.words_key, s.text_key is not null
    from note_variants v
    left join (select distinct text_key from sentences where correction_id is not null) s on s.text_key = v.words_key
),

seen as (
    select
        o.text_key, o.words_key, o.is_corrected,
        coalesce(bool_or(c.code = 'dismiss'), false) as is_dismissing,
        coalesce(bool_or(c.code in ('push', 'pitch')), false) as is_pushing,
        coalesce(bool_or(c.code = 'count'), false) as is_counting,
        coalesce(bool_or(c.code in ('obstacle', 'goal', 'feeling', 'context')), false) as is_hearing,
        coalesce(bool_or(c.code = 'ask'), false) as is_asking,
        coalesce(bool_or(c.code in ('help', 'grow', 'together', 'follow_up')), false) as is_acting,
        coalesce(bool_or(c.code = 'encourage'), false) as is_encouraging
    from own o
    left join codes c on c.text_key = o.text_key and c.is_earned
    group by all
),

levels as (
    select
        *,
        case when is_dismissing then 'dismissed' when is_pushing then 'push' when is_counting then 'score' else 'none' end as pressure,
        case
            when is_hearing and not is_dismissing then 'heard' when is_hearing or is_asking then 'asked' else 'none'
        end as understanding,
        case when is_acting then 'acted' when is_encouraging then 'support' else 'none' end as care
    from seen
)

select text_key, pressure, understanding, care, stance, certainty, unreadable, false as is_corrected
from store.readings
where text_key not in (select text_key from own)
union all
select
    l.text_key, l.pressure, l.understanding, l.care,
    case
        when l.pressure = 'dismissed' then 'waved_away'
        when l.pressure = 'push' and l.understanding = 'none' then 'do_more'
        when l.pressure = 'push' and l.understanding = 'asked' then 'do_more_asked'
        when l.pressure = 'push' then 'mixed'
        when l.understanding = 'heard' and l.care = 'acted' then 'heard_and_acted'
        when l.understanding = 'heard' then 'heard'
        when l.understanding = 'asked' then 'asked'
        when l.care <> 'none' then 'care_only'
        when l.pressure = 'score' then 'score_only'
        else 'silent'
    end,
    -- who corrects a note has seen what else was read in it
    case when l.is_corrected then 'sure' else r.certainty end,
    r.unreadable, l.is_corrected
from levels l
join store.readings r on r.text_key = l.words_key;
