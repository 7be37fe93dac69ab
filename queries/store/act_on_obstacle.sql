-- what a person said of an obstacle enters the history, tied to a mention of it
insert into obstacle_acts by name
select
    (select coalesce(max(act_id), 0) + 1 from obstacle_acts) as act_id, $person_ref as person_ref, $text_key as text_key,
    $position as position, $mentioned_on as mentioned_on, $act as act, $owner as owner, $due_on as due_on, $words as words,
    $into_text_key as into_text_key, $into_position as into_position, $into_mentioned_on as into_mentioned_on,
    $as_of as as_of, $acted_by as acted_by, localtimestamp as acted_at;
