-- no file of the workspace holds the rows any more that went with $version
update store_state set erasing_version = null where erasing_version = $version;
