"""How a unit is appraised, generated from what is in force: rules, formulas, indicators, and what changed."""
