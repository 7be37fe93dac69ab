-- one row per stance with the answer that it is to a shortfall; the answer of the lowest rank among its notes counts
create or replace table answers as
from (values
    ('heard_and_acted', 'heard_and_acted', 1), ('heard', 'heard', 2), ('mixed', 'mixed', 3),
    ('asked', 'asked', 4), ('do_more_asked', 'asked', 4), ('do_more', 'replaced', 5), ('waved_away', 'replaced', 5),
    ('perhaps_replaced', 'perhaps_replaced', 6), ('care_only', 'care_only', 7), ('score_only', 'score_only', 8),
    ('silent', 'silent', 9), ('not_read', 'not_read', 10), ('no_note', 'no_note', 11)
) as listed(stance, answer, answer_rank);
