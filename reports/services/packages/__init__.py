"""Many documents at once: started once, carried by lanes, put together in one file, kept for a week."""
