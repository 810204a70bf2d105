"""What anybody may learn of a document by its address: whether it is ours, and whether it still holds."""
