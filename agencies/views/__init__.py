"""Screens of the lowest app, and what every screen shares."""
