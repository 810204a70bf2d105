"""Who rates in somebody else's name: handed over for some days, or taken over from a rater who is silent."""
