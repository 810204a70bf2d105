"""Units and people: where they sit, and under whom."""
