-- one row per setting: what this workspace chose, else the default
create table settings as
select k.name, coalesce(s.value, k.default_value) as value, k.default_value, k.sentence
from known_settings k
left join store.settings s using (name);

create macro setting(wanted) as (select cast(value as double) from settings where name = wanted);
create macro setting_text(wanted) as (select value from settings where name = wanted);

-- a link carries a surrogate: short, salted by the workspace, saying nothing about a person
create table surrogate_salt as select salt from store_state;
create macro surrogate(prefix, id) as prefix || left(md5((select salt from surrogate_salt) || id), 10);

-- what two spellings of a name have in common: case, accents and white space put aside, "Last, First" turned round
create macro plain_name(ref) as
    trim(regexp_replace(regexp_replace(lower(strip_accents(ref)), '^([^,@]+),\s*([^,@]+)$', '\2 \1'), '\s+', ' ', 'g'));
