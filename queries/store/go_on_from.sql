-- the store's version goes on from the highest that its workspace has seen, so that what is published next is newest
update store_state set version = greatest(version, $version) + 1;
