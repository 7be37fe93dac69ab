-- every row that is a person's, or about them, goes; others' rows lose their name; $refs are all ways to name them
create or replace temp table erased as select unnest($refs) as ref, lower(trim(unnest($refs))) as plain_ref;
create or replace temp macro is_of(who) as lower(trim(who)) in (select plain_ref from erased);
create or replace temp macro names_them(told) as
    exists (select 1 from erased where length(plain_ref) >= 4 and contains(lower(told), plain_ref));

create or replace temp table gone as
select 'activities' as table_name, import_id, line from activities where is_of(person_ref)
union all select 'notes', import_id, line from notes where is_of(about_ref)
union all select 'check_ins', import_id, line from check_ins where is_of(person_ref)
union all select 'targets', import_id, line from targets where is_of(person_ref)
union all select 'memberships', import_id, line from memberships where is_of(person_ref)
union all select 'people', import_id, line from people where is_of(person_id) or is_of(email) or is_of(name)
union all select 'aliases', import_id, line from aliases where is_of(person_ref) or is_of(alias)
union all select 'events', import_id, line from events where is_of(scope)
union all select 'rejected_rows', import_id, line from rejected_rows where names_them(raw);

delete from activities where is_of(person_ref);
delete from notes where is_of(about_ref);
delete from check_ins where is_of(person_ref);
delete from targets where is_of(person_ref);
delete from memberships where is_of(person_ref);
delete from people where is_of(person_id) or is_of(email) or is_of(name);
delete from aliases where is_of(person_ref) or is_of(alias);
delete from events where is_of(scope);
update notes set author_ref = null where is_of(author_ref);
update memberships set leader_ref = null where is_of(leader_ref);
update people set leader_ref = null where is_of(leader_ref);
update imports
set count_erased_rejected = count_erased_rejected
    + (select count(*) from gone g where g.table_name = 'rejected_rows' and g.import_id = imports.import_id);
delete from rejected_rows where names_them(raw);
delete from landed_rows where names_them(array_to_string(cells, chr(31)))
    or exists (select 1 from gone g where g.import_id = landed_rows.import_id and g.line = landed_rows.line);
-- the first and the last row that a receipt told
update imports set mapping = json_merge_patch(mapping, '{"receipt": {"first_row": null, "last_row": null}}');
delete from readings where text_key not in (select text_key from texts);
delete from sentences where text_key not in (select text_key from texts);
delete from codes where text_key not in (select text_key from texts);
insert or ignore into tombstones select distinct ref_hash(ref) from erased;

select table_name, count(*) as count_rows from gone group by table_name order by table_name;
