"""The page of contributions: which lists a person has, and one of them, by unit."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from django.db.models import Q, QuerySet

from agencies.permissions import Actor
from indicators.models import Contribution
from indicators.permissions import Circle
from indicators.services.participation.find_contributions import (
    Tally,
    about_indicators,
    followed_contributions,
    own_contributions,
    visible_contributions,
)
from indicators.services.participation.load_threads import Thread, load_threads


class Shelf(StrEnum):
    """The lists, as the address names them."""

    WAITING = "menunggu"
    ANSWERED = "dijawab"
    OWN = "saya"
    MEASURED = "indikator"


@dataclass(frozen=True, slots=True)
class UnitThreads:
    """The threads of one unit on a page of a list."""

    unit: str
    threads: tuple[Thread, ...]


def shelves_of(actor: Actor) -> tuple[Shelf, ...]:
    """The lists that a person has: who follows a unit or the region begins with what waits there."""
    followed = (Shelf.WAITING, Shelf.ANSWERED) if actor.reads_region or actor.admin_agency_ids else ()
    return (*followed, Shelf.OWN, *((Shelf.MEASURED,) if actor.employee_id is not None else ()))


def count_on(shelf: Shelf, tally: Tally) -> int:
    """How long a list is."""
    counts = {
        Shelf.WAITING: tally.waiting,
        Shelf.ANSWERED: tally.answered,
        Shelf.OWN: tally.own,
        Shelf.MEASURED: tally.measured,
    }
    return counts[shelf]


def contributions_on(shelf: Shelf, actor: Actor, circle: Circle) -> QuerySet[Contribution]:
    """What a list holds, by unit: what waits longest first, else the newest."""
    chosen = {
        Shelf.WAITING: followed_contributions(actor) & Q(outcome=""),
        Shelf.ANSWERED: followed_contributions(actor) & ~Q(outcome=""),
        Shelf.OWN: own_contributions(actor),
        Shelf.MEASURED: about_indicators(actor, circle.indicator_ids),
    }
    found = visible_contributions(actor, circle).filter(chosen[shelf])
    if shelf is Shelf.WAITING:
        return found.order_by("agency__code", "at", "id")
    if shelf is Shelf.ANSWERED:
        return found.order_by("agency__code", "-answered_at", "-id")
    return found.order_by("-at", "-id")


def threads_by_unit(
    contributions: Sequence[Contribution], *, actor: Actor, circle: Circle, day: datetime.date
) -> tuple[UnitThreads, ...]:
    """One page of a list, neighbours of one unit together. At most two queries."""
    threads = load_threads(contributions, actor=actor, circle=circle, day=day)
    return tuple(
        UnitThreads(unit, tuple(of_unit)) for unit, of_unit in groupby(threads, key=lambda thread: thread.subject.unit)
    )
