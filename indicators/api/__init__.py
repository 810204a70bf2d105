"""The API of what is measured and what was agreed."""
