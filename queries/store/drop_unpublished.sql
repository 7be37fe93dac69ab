-- what only the building needed goes before it is published
drop table if exists written_notes;
