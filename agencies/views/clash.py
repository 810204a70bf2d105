"""What two people wrote at the same time, shown side by side (409)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Clash:
    """A field in which two people wrote different things: what it is called, what was typed, what is stored."""

    label: str
    mine: str
    stored: str
