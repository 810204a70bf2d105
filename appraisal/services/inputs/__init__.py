"""Actuals, ratings and attendance from files."""
