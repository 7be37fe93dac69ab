-- one row per setting, by name: what it is in this workspace, what it is by default, and what it does
select name, value, default_value, sentence
from settings
order by name;
