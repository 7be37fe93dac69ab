-- appends the sentences of texts
insert into sentences by name select * from batch;
