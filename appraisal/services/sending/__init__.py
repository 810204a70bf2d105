"""Rows that programs of other systems send: by the rules of files for admins, by those of the screens for people."""
