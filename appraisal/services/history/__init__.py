"""What input rows said before they were changed, read from the row history."""
