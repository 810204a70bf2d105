"""What people tell each other about the work, and the asking for it."""
