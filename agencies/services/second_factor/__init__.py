"""Two-step verification: an authenticator app (TOTP, RFC 6238), recovery codes, devices trusted for a while."""
