"""Notes of talks between employee and rater during the year, with what they agreed to do next."""
