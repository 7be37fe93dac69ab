-- what only the building needed goes before it is published
drop table written_notes;
