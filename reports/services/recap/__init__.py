"""Who stands in a recap, by name: the rows of paper, annex and files."""
