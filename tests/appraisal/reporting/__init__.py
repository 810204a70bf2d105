"""Reporting what was achieved in a month."""
