"""Reminding people of what a period waits for."""
