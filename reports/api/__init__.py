"""The API of what left the system on paper."""
