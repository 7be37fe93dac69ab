-- one row: what the workspace covers, and how many notes and reps a rate needs
select
    setting('rate_notes')::integer as rate_notes,
    setting('rate_reps')::integer as rate_reps,
    setting('known_days')::integer as known_days,
    setting('answer_days')::integer as answer_days,
    setting('repair_days')::integer as repair_days,
    f.now_on, f.first_on, f.first_note_on,
    f.count_people, f.count_activities, f.count_notes, f.count_notes_read, f.count_check_ins, f.count_targets
from workspace_facts f;
