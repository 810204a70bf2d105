"""The year's final judgement by the rater, with the months beside it."""
