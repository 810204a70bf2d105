"""What people type about indicators and plans."""
