select account_key, count_touches, count_recent_touches, count_notes, count_notes_read, count_heard, count_goals, is_touched_often, understood
from customers(null, null, null, null, null, null)
