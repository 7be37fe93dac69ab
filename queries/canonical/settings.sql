-- one row per setting: what this workspace chose, else the default
create or replace table settings as
select k.name, coalesce(s.value, k.default_value) as value, k.default_value, k.sentence
from known_settings k
left join store.settings s using (name);

create or replace macro setting(wanted) as (select cast(value as double) from settings where name = wanted);
create or replace macro setting_text(wanted) as (select value from settings where name = wanted);

-- a link carries a surrogate: short, salted by the workspace, saying nothing about a person
create or replace table surrogate_salt as select salt from store_state;
create or replace macro surrogate(prefix, id) as prefix || left(md5((select salt from surrogate_salt) || id), 10);

-- a name without its letters beyond ASCII, by which one whose accents an export broke ("CÃ©deline") is found again
create or replace macro unaccented_rest(ref) as
    trim(regexp_replace(regexp_replace(lower(ref), '[^a-z ]', '', 'g'), '\s+', ' ', 'g'));
create or replace macro is_broken(ref) as regexp_matches(ref, '[ÃÂÅÄ√≈�][\x{80}-\x{bf}©®£§¶±°∞¢¬†‡•†™ü≠Ø∂∑∏π∫ªºΩ≤≥¥µ�]');

-- a name as an e-mail address spells it: "zoe.lindqvist@company.example" -> "zoe lindqvist"
create or replace macro name_of_email(ref) as
    trim(regexp_replace(lower(strip_accents(split_part(ref, '@', 1))), '[^\p{L}]+', ' ', 'g'));
