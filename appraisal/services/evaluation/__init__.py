"""From inputs to results: load, score, write what differs, prove it."""
