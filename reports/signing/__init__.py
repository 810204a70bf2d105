"""Certified signatures on issued files. Bytes, certificates and passphrases; no rows, no requests."""
