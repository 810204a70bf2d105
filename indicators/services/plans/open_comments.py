"""Which comments wait for an answer: those of one side after the last word of the other about the same thing."""

from collections.abc import Iterable
from typing import Protocol

from indicators.models import EntryKind, Side


class Word(Protocol):
    """What is known of an entry in the dialogue."""

    @property
    def indicator_id(self) -> int | None:
        """About which indicator, or the whole plan."""

    @property
    def side(self) -> str:
        """Whose word it is."""

    @property
    def kind(self) -> str:
        """What was done."""


def other_side(side: Side) -> Side:
    """The one that one talks with."""
    return Side.EMPLOYEE if side == Side.SUPERVISOR else Side.SUPERVISOR


def open_comments(entries: Iterable[Word], side: Side) -> dict[int | None, int]:
    """How many comments about each indicator (None: the whole plan) a side has not answered; ``entries`` in order.

    Any word of one's own about it is an answer: a comment, an agreement, another figure.
    """
    waiting: dict[int | None, int] = {}
    for entry in entries:
        if entry.side == side:
            waiting.pop(entry.indicator_id, None)
        elif entry.kind == EntryKind.COMMENT:
            waiting[entry.indicator_id] = waiting.get(entry.indicator_id, 0) + 1
    return waiting
