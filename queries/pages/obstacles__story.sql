-- one row per thing that befell an obstacle ($obstacle), in order: each mention with its words, each answer, each act
with told as (
    select
        written_at, 1 as step, min(position) as place, case when is_waved_away then 'waved away' else 'named' end as what,
        source, note_key, named_by as person_id, string_agg(text, chr(10) order by position) as words
    from obstacle_mentions
    where obstacle_key = $obstacle
    group by written_at, document_key, is_waved_away, source, note_key, named_by
    union all
    select a.written_at, 2, 0, a.act, 'note', a.note_key, a.author_id,
        (
            select string_agg(s.text, chr(10) order by s.position)
            from notes n
            join sentences s using (text_key)
            where n.note_key = a.note_key and exists (
                from codes c
                where c.text_key = s.text_key and c.position = s.position
                    and case a.act
                        when 'followed up' then c.code = 'follow_up'
                        when 'waved away' then c.code = 'dismiss'
                        else c.code in ('help', 'grow', 'together')
                    end
            )
        )
    from obstacle_answers a
    where a.obstacle_id = (select min(obstacle_id) from obstacle_mentions where obstacle_key = $obstacle)
),

acts as (
    select distinct
        a.as_of + interval 1 day - interval 1 second as written_at, 3 as step, a.act_id as place, a.act as what, a.words,
        a.act_id, a.owner, a.due_on, a.acted_by, a.taken_back_by, a.is_standing, a.acted_at::date as acted_on,
        a.taken_back_at::date as taken_back_on
    from obstacle_acts a
    join obstacle_mentions m using (thread_id)
    where m.obstacle_key = $obstacle
)

select
    t.what, t.source, t.note_key, p.name as told_by, t.words, null::integer as act_id, null as owner, null::date as due_on,
    null as taken_back_by, true as is_standing, t.written_at, t.written_at::date as told_on, null::date as taken_back_on,
    t.step, t.place
from told t
left join people p using (person_id)
union all
select
    what, 'person', null, acted_by, words, act_id, owner, due_on, taken_back_by, is_standing, written_at, acted_on, taken_back_on,
    step, place
from acts
order by written_at, step, place;
