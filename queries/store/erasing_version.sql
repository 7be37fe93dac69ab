-- one row: the version with which a person's rows went while files of the workspace may still hold them, else null
select erasing_version from store_state;
