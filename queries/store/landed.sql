-- rows of a file as text, as they landed beside the store
set variable landing_path = $path;
create or replace temp view landed as from read_parquet(getvariable('landing_path'));
