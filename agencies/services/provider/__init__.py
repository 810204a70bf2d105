"""The region's own identity provider (OpenID Connect): set up, checked, and signed in with (docs/sign-in.md)."""
