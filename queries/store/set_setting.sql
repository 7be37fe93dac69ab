-- one setting gets a value
insert or replace into settings values ($name, $value);
