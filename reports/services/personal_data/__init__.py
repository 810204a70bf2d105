"""The erasure of a person, and the copy of the own data: both reach through every app."""
