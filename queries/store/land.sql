-- appends rows of a file as text beside the store
insert into landing.landed select line, cells from batch;
