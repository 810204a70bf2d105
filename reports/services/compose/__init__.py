"""What each kind of document shows: rows into values into a page. One module a kind, all named in the registry."""
