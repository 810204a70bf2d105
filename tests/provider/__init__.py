"""Signing in with a region's own identity provider, against a real one in a second process."""
