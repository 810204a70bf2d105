"""A copy of an installation in a folder, and back (docs/adr/0016-a-backup-is-a-folder.md)."""
