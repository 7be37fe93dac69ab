"""The only door to DuckDB: a store with one writer, published read-only marts, queries by name.

A write goes `store.writing` -> `publish.publish`; a page reads `published.run`.
"""
