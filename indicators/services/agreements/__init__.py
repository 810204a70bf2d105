"""What a unit measures by in a year, with weights and monthly targets."""
