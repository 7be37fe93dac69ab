-- one row per sentence of a text that was read
create table sentences as from store.sentences order by text_key, position;

-- one row per code that a sentence earned
create table codes as from store.codes order by text_key, position, probability desc;
