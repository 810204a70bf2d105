"""What is shown of an evaluation, as values: the same for page, PDF and API."""
