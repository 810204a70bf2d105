"""The mark of a session whose account must set up its second factor before anything else."""

FACTOR_FIRST = "second-factor-first"
"""Set at sign-in where the installation asks people with a role for one; taken away by the first right code."""
