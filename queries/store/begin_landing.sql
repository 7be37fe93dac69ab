-- an empty place beside the store for the rows of a file as text
attach if not exists $path as landing;
create or replace table landing.landed (line bigint, cells varchar[]);
