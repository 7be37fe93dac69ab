-- every row that is a person's, or about them, goes; others' rows lose their name; $refs are all ways to name them
create or replace temp table erased as
with named as (
    select unnest($refs) as ref
),

-- other names of theirs, as these stand, that no row has used yet
settled as (
    select alias, person_ref
    from aliases
    qualify row_number() over (
        partition by lower(trim(alias)) order by import_id is null desc, settled_at desc, import_id desc, line desc
    ) = 1
)

select lower(trim(ref)) as ref from named
union
select lower(trim(s.alias)) from settled s where plain_name(s.person_ref) in (select plain_name(ref) from named);

create or replace temp macro is_of(who) as lower(trim(who)) in (select ref from erased);
create or replace temp macro names_them(told) as
    exists (select 1 from erased where length(ref) >= 4 and contains(lower(told), ref));
-- two people may share a name: it speaks for a row that has neither an id nor an e-mail
create or replace temp macro is_row_of(person_id, email, name) as
    is_of(person_id) or is_of(email) or (person_id is null and email is null and is_of(name));

create or replace temp table gone as
select 'activities' as part, import_id, line from activities where is_of(person_ref)
union all select 'notes about them', import_id, line from notes where is_of(about_ref)
union all select 'check-ins', import_id, line from check_ins where is_of(person_ref)
union all select 'targets', import_id, line from targets where is_of(person_ref)
union all select 'memberships', import_id, line from memberships where is_of(person_ref)
union all select 'people rows', import_id, line from people where is_row_of(person_id, email, name)
union all select 'other names', import_id, line from aliases where is_of(person_ref) or is_of(alias)
union all select 'events', import_id, line from events where is_of(scope)
union all select 'acts on their obstacles', null, act_id from obstacle_acts where is_of(person_ref)
union all select 'rows not used', import_id, line from rejected_rows where names_them(raw);
create or replace temp table unnamed as
select 'notes by them, which stay without an author' as part, import_id, line from notes where is_of(author_ref) and not coalesce(is_of(about_ref), false)
union all
select 'rows of those whom they led, which stay without a leader', import_id, line from memberships where is_of(leader_ref) and not coalesce(is_of(person_ref), false)
union all
select 'rows of those whom they led, which stay without a leader', import_id, line from people
where is_of(leader_ref) and not coalesce(is_row_of(person_id, email, name), false);

delete from activities where is_of(person_ref);
delete from notes where is_of(about_ref);
delete from check_ins where is_of(person_ref);
delete from targets where is_of(person_ref);
delete from memberships where is_of(person_ref);
delete from people where is_row_of(person_id, email, name);
delete from aliases where is_of(person_ref) or is_of(alias);
delete from events where is_of(scope);
delete from rejected_rows where names_them(raw);
delete from obstacle_acts where is_of(person_ref);
update obstacle_acts set owner = null where is_of(owner);
update obstacle_acts set acted_by = null where is_of(acted_by);
update obstacle_acts set taken_back_by = null where is_of(taken_back_by);
update notes set author_ref = null where is_of(author_ref);
update memberships set leader_ref = null where is_of(leader_ref);
update people set leader_ref = null where is_of(leader_ref);
delete from landed_rows where names_them(array_to_string(cells, chr(31)))
    or (import_id, line) in (select (import_id, line) from gone union all select (import_id, line) from unnamed);

update imports
set count_erased_accepted = count_erased_accepted + counted.count_accepted,
    count_erased_rejected = count_erased_rejected + counted.count_rejected
from (
    select import_id, count(distinct line) filter (where part <> 'rows not used') as count_accepted,
        count(*) filter (where part = 'rows not used') as count_rejected
    from gone
    group by import_id
) counted
where counted.import_id = imports.import_id;
-- the first and the last row that a receipt told, and a file that bears their name
update imports set mapping = json_merge_patch(mapping, '{"receipt": {"first_row": null, "last_row": null}}');
update imports
set file_name = 'name deleted', source = 'name deleted', mapping = json_merge_patch(mapping, '{"receipt": {"file": "name deleted"}}')
where names_them(file_name) or names_them(regexp_replace(file_name, '[-_.+ ]+', ' ', 'g'));
delete from file_shapes where names_them(mapping::varchar);

create or replace temp table kept_texts as select distinct text_key from texts;
delete from readings where not exists (select 1 from kept_texts k where k.text_key = readings.text_key);
delete from sentences where not exists (select 1 from kept_texts k where k.text_key = sentences.text_key);
delete from codes where not exists (select 1 from kept_texts k where k.text_key = codes.text_key);

delete from corrections where not exists (select 1 from kept_texts k where k.text_key = corrections.text_key);
delete from sampled_notes where not exists (select 1 from kept_texts k where k.text_key = sampled_notes.text_key);
delete from codings where not exists (
    select 1 from sampled_notes s where s.sample_id = codings.sample_id and s.note_key = codings.note_key
);
update corrections set corrected_by = null where is_of(corrected_by);
update corrections set taken_back_by = null where is_of(taken_back_by);
update codings set coder = null where is_of(coder);
update samples set drawn_by = null where is_of(drawn_by);

-- a name that somebody else bears is not theirs alone
insert or ignore into tombstones
select distinct ref_hash(way)
from (select ref as way from erased union select plain_name(ref) from erased)
where not exists (select 1 from people p where plain_name(p.name) = plain_name(way));
update store_state set erasing_version = version + 1;

select part, count(*) as count_rows from (from gone union all from unnamed) group by part order by part;
