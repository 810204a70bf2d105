"""What an agency measures by: drafts, publications as versions of its catalogue, taking back, retiring."""
