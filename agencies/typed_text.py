"""What forms send as text: without the signs that no database keeps, and read where it names something."""

import re
from uuid import UUID

_BETWEEN_DIGITS = re.compile(r"[\s.\-]")
_NIP = re.compile(r"[0-9]{18}")


def typed_line(text: str, most: int) -> str:
    """One line, such as words to search for: without space around it, and no longer than ``most`` characters."""
    return text.replace("\0", "").strip()[:most]


def typed_lines(text: str) -> str:
    """A text as it was typed, with single line breaks; space around it stays."""
    return text.replace("\0", "").replace("\r\n", "\n")


def typed_search(text: str) -> str:
    """What is searched for, as it is compared: a NIP or its beginning without spaces, else words with single ones."""
    words = text.split()
    digits = "".join(words)
    return digits if digits.isdecimal() else " ".join(words)


def typed_nip(text: str) -> str:
    """The 18 digits of a NIP, without what people put between them; empty where it is none."""
    digits = _BETWEEN_DIGITS.sub("", text)
    return digits if _NIP.fullmatch(digits) else ""


def typed_uuid(text: str) -> UUID | None:
    """The key that a field carries; what is none is as good as a form without script, which sends none."""
    try:
        return UUID(text)
    except ValueError:
        return None
