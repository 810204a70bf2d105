"""Secrets of programs: given out once, found by their digest, taken back."""
