-- one row: how many staged rows are accepted
select count(*) as count_accepted from staged where reason is null;
