"""What pages are made of: filter, figures, marked notes, tables, sentences."""
