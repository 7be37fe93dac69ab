-- staged records of somebody whose data was deleted for good are not accepted; those whom they led have no leader
update staged set reason = 'erased' where is_erased(person_ref);
insert into touched select line from staged where is_erased(leader_ref);
update staged set leader_ref = null where is_erased(leader_ref);
insert into touched select line from staged where reason = 'erased';
