"""The way in: credentials, the second factor, devices that stay signed in."""
