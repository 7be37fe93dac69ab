-- one row per landed row that staging did not accept
select line, reason from staged where reason is not null order by line;
