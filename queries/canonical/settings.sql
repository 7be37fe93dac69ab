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

-- a name without its letters beyond ASCII, by which one whose accents an export broke ("CÃ©deline") is found again
create macro unaccented_rest(ref) as
    trim(regexp_replace(regexp_replace(lower(ref), '[^a-z ]', '', 'g'), '\s+', ' ', 'g'));
create macro is_broken(ref) as regexp_matches(ref, '[ÃÂÅÄ√≈�][\x{80}-\x{bf}©®£§¶±°∞¢¬†‡•†™ü≠Ø∂∑∏π∫ªºΩ≤≥¥µ�]');

-- a name as an e-mail address spells it: "zoe.lindqvist@company.example" -> "zoe lindqvist"
create macro name_of_email(ref) as
    trim(regexp_replace(lower(strip_accents(split_part(ref, '@', 1))), '[^\p{L}]+', ' ', 'g'));
