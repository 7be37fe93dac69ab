-- the store's version goes up by one with each write
update store_state set version = version + 1;
