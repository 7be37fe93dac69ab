-- one row per landed record that staging did not accept
select line, min(reason) as reason from staged where reason is not null group by line order by line;
