-- drops what was read before in the texts of a batch (a person's codes stay)
delete from sentences where text_key in (select text_key from batch);
delete from codes where source = 'model' and text_key in (select text_key from batch);
delete from readings where text_key in (select text_key from batch);
