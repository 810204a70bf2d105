"""What the indicators app brings onto the road of an import: one module a kind of file (indicators, plans)."""
