"""Scoring rules: written as a draft, simulated, published, read."""
