-- one row: how many texts are here, and how many of them have been read
select
    (select count(*) from notes where relationship = 'people') as count_notes,
    (select count(*) from notes where relationship = 'people' and is_read) as count_notes_read,
    (select count(*) from notes) + (select count(*) from check_ins) as count_texts,
    (select count(*) from notes where is_read) + (select count(*) from check_ins where is_read) as count_texts_read;
