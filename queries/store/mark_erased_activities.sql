-- staged records of somebody whose data was deleted for good are not accepted
update staged set reason = 'erased' where is_erased(person_ref);
insert into touched select line from staged where reason = 'erased';
