-- thresholds of this workspace in the place of those that it had, one row per code of a batch; none: the shipped ones
delete from thresholds;
insert into thresholds by name select code, threshold, $learnt_by as learnt_by, localtimestamp as learnt_at from batch;
