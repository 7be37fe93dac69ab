-- appends the codes of sentences
insert into codes by name select *, 'model' as source from batch;
