-- one row per code whose threshold was learnt from notes that people coded in this workspace
select code, threshold from thresholds;
