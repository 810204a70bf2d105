"""Screens of the indicators."""
