-- staged rows that are of somebody whose data was deleted for good are not accepted
update staged set reason = 'erased' where is_erased(person_ref);
