"""Two-step verification."""
