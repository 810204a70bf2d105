"""Accounts: who makes them, what they may, how they come in and are kept out."""
