"""Accounts of a region: made, given roles, a first password and an end."""
