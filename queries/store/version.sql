-- one row: the store's version
select version from store_state;
