-- one row: how many records are accepted
select count(distinct line) as count_accepted from staged where reason is null;
