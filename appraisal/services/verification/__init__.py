"""Verification of actuals by the rater: what waits, what is said of it, and how that is taken back."""
