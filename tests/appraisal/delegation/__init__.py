"""Who rates in somebody else's name."""
