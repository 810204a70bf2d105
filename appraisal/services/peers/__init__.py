"""Peers and subordinates as raters: nominated, approved, asked once, sealed, and published only as a group."""
