"""How large a file is, in the words that people know."""

from decimal import Decimal

from appraisal.scoring.wording import number

MEGABYTE = 1024 * 1024


def file_size_text(size: int) -> str:
    """`240 KB`, `1,3 MB`: kilobytes rounded up, megabytes down to one decimal."""
    if size < MEGABYTE:
        return f"{-(-size // 1024)} KB"
    return f"{number(Decimal(size * 10 // MEGABYTE) / 10)} MB"
