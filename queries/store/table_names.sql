-- one row per table of the store
select table_name from duckdb_tables() where database_name = 'store' and not temporary order by table_name;
