-- the store from its first version on: what came in, typed as the files have it, and what was read in it
-- `*_ref` is what a file says of a person (an id, an e-mail, a name); canonical/ resolves it
-- `erasing_version`: the version with which a person's rows went, until no file of the workspace holds them any more
create table store_state (version bigint, salt varchar, erasing_version bigint);
insert into store_state values (0, uuid()::varchar, null);

create table settings (name varchar primary key, value varchar);

create table imports (
    import_id integer primary key, file_name varchar, kind varchar, source varchar, sha256 varchar, byte_count bigint,
    imported_at timestamp, imported_by varchar, mapping json,
    count_accepted bigint, count_rejected bigint, count_ignored bigint, undone_at timestamp,
    -- of those counts: records that went with a person's data
    count_erased_accepted bigint default 0, count_erased_rejected bigint default 0
);
-- how files with one header are to be read, as somebody said it
create table file_shapes (shape varchar primary key, mapping json, settled_by varchar, settled_at timestamp);
-- people whose data was deleted for good: no name, only a salted hash of each way in which files named them
create table tombstones (ref_hash varchar primary key);
create macro ref_hash(ref) as md5((select salt from store_state) || lower(trim(ref)));
-- what two spellings of a name have in common: case, accents and white space put aside, "Last, First" turned round
create macro plain_name(ref) as
    trim(regexp_replace(regexp_replace(lower(strip_accents(ref)), '^([^,@]+),\s*([^,@]+)$', '\2 \1'), '\s+', ' ', 'g'));
create macro is_erased(ref) as
    ref_hash(ref) in (select t.ref_hash from tombstones t) or ref_hash(plain_name(ref)) in (select t.ref_hash from tombstones t);
create table landed_rows (import_id integer, line bigint, cells varchar[]);
create table rejected_rows (import_id integer, line bigint, reason varchar, raw varchar, is_left_out boolean);

create table people (
    import_id integer, line bigint, person_id varchar, name varchar, email varchar, title varchar, role varchar,
    started_on date, left_on date, active boolean, team varchar, leader_ref varchar, segment varchar, defects varchar[]
);
create table memberships (
    import_id integer, line bigint, person_ref varchar, team varchar, leader_ref varchar, role varchar,
    segment varchar, from_on date, to_on date, defects varchar[]
);
-- another way of naming a person, from a file or settled by hand (without an import); no person_ref: nobody else
create table aliases (
    import_id integer, line bigint, alias varchar, person_ref varchar, settled_by varchar, settled_at timestamp,
    defects varchar[]
);
create table activities (
    import_id integer, line bigint, activity_id varchar, person_ref varchar, occurred_at timestamp, kind varchar,
    direction varchar, outcome varchar, duration_seconds integer, account varchar, contact varchar,
    subject varchar, body varchar, source varchar, defects varchar[]
);
create table notes (
    import_id integer, line bigint, note_id varchar, relationship varchar, author_ref varchar, about_ref varchar,
    account varchar, other_team varchar, written_at timestamp, session_id varchar, session_kind varchar,
    text varchar, headings varchar[], source varchar, defects varchar[]
);
create table check_ins (
    import_id integer, line bigint, check_in_id varchar, session_id varchar, person_ref varchar, written_at timestamp,
    text varchar, headings varchar[], mood varchar, defects varchar[]
);
create table targets (
    import_id integer, line bigint, person_ref varchar, period_start date, period_end date, measure varchar,
    target double, actual double, currency varchar, as_of date, defects varchar[]
);
create table events (
    import_id integer, line bigint, scope varchar, starts_on date, ends_on date, kind varchar, text varchar,
    defects varchar[]
);

-- `unreadable` says why a text was left uncoded
create table readings (
    text_key varchar primary key, model varchar, pressure varchar, understanding varchar, care varchar,
    stance varchar, certainty varchar, unreadable varchar, read_at timestamp
);
create table sentences (text_key varchar, position integer, text varchar, start integer, "end" integer);
-- `words`: start and end in the text of the words that spoke for the code, one after the other
create table codes (
    text_key varchar, position integer, code varchar, probability double, obstacle_type varchar,
    words integer[], source varchar
);

-- one reading a distinct text: the same words in the same relationship, under the same headings, are read once
create macro text_key(relationship, body, headings) as
    md5(relationship || chr(31) || body || chr(31) || coalesce(array_to_string(headings, chr(31)), ''));

-- what the writer of a mail wrote: the part above the one that it answers
create macro above_quoted(body) as regexp_replace(
    body, '(?s)(^|\n)[ \t]*(>|-{2,} ?(Original|Forwarded)|On [^\n]{5,150} wrote:|From: |Von: |De ?: ).*', ''
);
-- the rep's own words in an activity: notes of calls and meetings, and what was mailed out; null where there are none
create macro own_words(kind, direction, body) as nullif(trim(
    case when kind <> 'email' then body when direction = 'outbound' then above_quoted(body) end, e' \t\r\n'
), '');

-- notes as they were written: of those that files repeat the latest import's, the records of one session as one
create view session_notes as
with latest as (
    select n.* replace (coalesce(n.source, i.source) as source)
    from notes n
    join imports i using (import_id)
    qualify row_number() over (partition by coalesce(n.source, i.source), n.note_id order by n.import_id desc) = 1
)

select
    min(note_id) as note_id, source, relationship, author_ref, about_ref, any_value(account) as account,
    any_value(other_team) as other_team, min(written_at) as written_at, any_value(session_id) as session_id,
    any_value(session_kind) as session_kind, string_agg(text, chr(10) || chr(10) order by import_id, line) as text,
    nullif(flatten(list(headings order by import_id, line) filter (where headings is not null)), []) as headings
from latest
group by source, relationship, author_ref, about_ref, coalesce('session ' || session_id, 'note ' || note_id);

-- check-ins as they were written, likewise; a mood that stands beside each answer is taken once
create view session_check_ins as
with latest as (
    select *
    from check_ins
    qualify row_number() over (partition by check_in_id order by import_id desc) = 1
)

select
    min(check_in_id) as check_in_id, person_ref, min(written_at) as written_at,
    string_agg(text, chr(10) || chr(10) order by import_id, line) as text,
    nullif(flatten(list(headings order by import_id, line) filter (where headings is not null)), []) as headings,
    arg_min(mood, line) as mood
from latest
group by person_ref, coalesce('session ' || session_id, 'check-in ' || check_in_id);

-- every text to be read
create view texts as
select text_key(relationship, text, headings) as text_key, relationship, text, headings, written_at
from session_notes
union all
select text_key('self', text, headings), 'self', text, headings, written_at
from session_check_ins
where text is not null
union all
select text_key('customers', words, null), 'customers', words, null, occurred_at
from (select own_words(kind, direction, body) as words, occurred_at from activities)
where words is not null;
