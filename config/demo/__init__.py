"""The demonstration: one small region, told as the files that a region would import."""
