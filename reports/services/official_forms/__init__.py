"""What the official forms of a plan and of an evaluation say (domain 5)."""
