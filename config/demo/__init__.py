"""The demonstration: four regions that appraise in their own way, told as the files that a region would import."""
