-- what people write into a workspace by hand: it wins over what is read, is kept apart from it, and stays as history

-- what a person said of an obstacle: own, date, note, close, merge, reopen; taken back it stays as history
-- it is tied to a mention (text, position, day) of the rep whom `person_ref` names, since threads get new numbers as
-- files come in; `as_of` is the last day that notes covered then: what is named later is news to the one who acted
create table obstacle_acts (
    act_id integer primary key, person_ref varchar, text_key varchar, position integer, mentioned_on date, act varchar,
    owner varchar, due_on date, words varchar, into_text_key varchar, into_position integer, into_mentioned_on date,
    as_of date, acted_by varchar, acted_at timestamp, taken_back_by varchar, taken_back_at timestamp
);

-- what a person says of a text that was read: the codes that its words from `start` to `end` earn, in every text that is
-- the same; without codes, that these words (without a place: the whole note) are not about whom the note names
-- `written_key` is the note or check-in where it was said, `sentence` finds the words again where that note was changed
create table corrections (
    correction_id integer primary key, written_key varchar, text_key varchar, start integer, "end" integer,
    sentence varchar, codes varchar[], obstacle_type varchar,
    corrected_by varchar, corrected_at timestamp, taken_back_by varchar, taken_back_at timestamp
);

-- notes of this workspace drawn at random, with the chance that each had, for people to code without seeing what was
-- read; `stratum` is what the reader read then, `sentences` are their places then, so that all coders judge the same ones
create table samples (sample_id integer primary key, drawn_by varchar, drawn_at timestamp);
create table sampled_notes (
    sample_id integer, position integer, note_key varchar, text_key varchar, stratum varchar, probability double,
    sentences struct(start integer, "end" integer)[]
);
-- one row per sentence that a person coded; a note's are written all at once, and anew when they go back to it
create table codings (
    sample_id integer, note_key varchar, coder varchar, start integer, "end" integer, codes varchar[],
    obstacle_type varchar, coded_at timestamp
);

-- from which probability on a sentence has a code in this workspace, where coded notes showed that it reads better so
create table thresholds (code varchar primary key, threshold double, learnt_by varchar, learnt_at timestamp);

-- which tables of the store a write changed, where it said so; pages that show nothing of them need not be built anew
create table changes (version bigint primary key, tables varchar[]);
