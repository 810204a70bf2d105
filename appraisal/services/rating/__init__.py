"""The scoring sheet: what waits, what it shows, and a saved row."""
