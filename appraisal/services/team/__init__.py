"""The people one leads: what each of them waits for in the month, and how they have come along."""
