-- appends the codes of sentences
insert into codes by name select * replace (words::integer[] as words), 'model' as source from batch;
