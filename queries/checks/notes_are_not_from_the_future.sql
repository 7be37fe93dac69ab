-- a note is not dated after the day on which it was imported: one date too late moves "now" for everybody
select n.note_id, n.source, n.written_at
from notes n
where n.written_at::date > (select max(imported_at)::date + 1 from imports where undone_at is null);
