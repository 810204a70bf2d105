"""Evaluations as people read them: one, a list, a year, a file."""
