"""The road of an import in the browser."""
