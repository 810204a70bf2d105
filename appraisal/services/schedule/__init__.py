"""Months, quarters, semesters and years: made, dated, locked."""
