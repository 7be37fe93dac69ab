-- staged records of somebody whose data was deleted for good are not accepted; what they wrote has no author
update staged set reason = 'erased' where is_erased(about_ref);
insert into touched select line from staged where is_erased(author_ref);
update staged set author_ref = null where is_erased(author_ref);
insert into touched select line from staged where reason = 'erased';
