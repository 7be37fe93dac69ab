-- one row: what the workspace covers, and how many notes and reps a rate needs
select
    (select value::integer from settings where name = 'rate_notes') as rate_notes,
    (select value::integer from settings where name = 'rate_reps') as rate_reps,
    (select value::integer from settings where name = 'known_days') as known_days,
    (select value::integer from settings where name = 'answer_days') as answer_days,
    (select value::integer from settings where name = 'repair_days') as repair_days,
    f.now_on, f.first_on, f.first_note_on,
    f.count_people, f.count_activities, f.count_notes, f.count_notes_read, f.count_check_ins, f.count_targets
from workspace_facts f;
