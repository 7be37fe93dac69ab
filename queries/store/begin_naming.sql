-- records of a file that name somebody whose data was deleted for good
create or replace temp table touched (line bigint);
