-- the store's version goes up by one with each write, which may say what tables it changed
update store_state set version = version + 1;
insert into changes select version, $tables from store_state where $tables is not null;
