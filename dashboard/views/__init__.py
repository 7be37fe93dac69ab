"""One file per page; a page file reads like the page."""
