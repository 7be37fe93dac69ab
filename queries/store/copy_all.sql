-- everything in the store enters the empty database `copying`
copy from database store to copying;
