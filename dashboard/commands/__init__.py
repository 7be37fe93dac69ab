"""The commands of the command line, a module a group; its `add` gives them their parsers."""
