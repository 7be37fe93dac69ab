-- staged rows that are of somebody whose data was deleted for good are not accepted
update staged set reason = 'erased' where is_erased(about_ref);
update staged set author_ref = null where is_erased(author_ref);
