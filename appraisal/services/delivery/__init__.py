"""A result is handed over and taken note of."""
