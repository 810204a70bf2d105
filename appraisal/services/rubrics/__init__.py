"""What behaviour is rated against, in versions."""
