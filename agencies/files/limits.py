"""How large a file may be, so that reading it takes bounded memory and time."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FileLimits:
    """The greatest sizes of a file to read; every one is a setting of the caller."""

    size: int = 20 * 1024 * 1024
    """Bytes of the file as it was handed over."""
    unpacked_size: int = 300 * 1024 * 1024
    """Bytes of an XLSX file's parts once unpacked; an honest file grows five- to fifteenfold."""
    rows: int = 100_000
    """Rows below the header."""
    columns: int = 40
    """Columns of the header; the widest kind of the contract has 20."""


DEFAULT_LIMITS = FileLimits()
