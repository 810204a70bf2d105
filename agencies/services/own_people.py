"""Which people an agency admin may bring in a file: those of the own units (contract section 6)."""

import datetime
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import TypeGuard

from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.files.errors import RowError
from agencies.models import Placement, PlacementKind, Role
from agencies.permissions import Actor
from agencies.services.row_checks import Row

Days = tuple[datetime.date, datetime.date]


def is_limited(actor: Actor | None) -> TypeGuard[Actor]:
    """Whether files are limited to the actor's own units: not for commands (no actor) and region admins."""
    return actor is not None and Role.REGION_ADMIN not in actor.roles


def transfer_errors(
    rows: Iterable[Row],
    *,
    actor: Actor | None,
    nip: Callable[[Row], str],
    known: Mapping[str, int],
) -> Iterator[RowError]:
    """An error for each row about a person who is known already, and not in the actor's units: that is a transfer.

    ``known`` are the numbers of the stored people by NIP. Whose newest placement was in an own unit may be placed
    there again. One query.
    """
    if not is_limited(actor):
        return
    own = _people_of(actor, known.values())
    for row in rows:
        person = known.get(nip(row))
        if person is not None and person not in own:
            message = (
                "Pegawai ini tercatat di perangkat daerah lain. Perpindahan antarperangkat daerah dilakukan admin "
                "daerah: keluarkan baris ini, lalu mintalah mutasinya kepada mereka."
            )
            yield RowError(row.row_number, "nip", nip(row), message)


def _people_of(actor: Actor, employee_ids: Collection[int]) -> frozenset[int]:
    """Those who have a placement in the actor's units from today on, or had their newest one there."""
    today = timezone.localdate()
    newest: dict[int, bool] = {}
    own: set[int] = set()
    stored = Placement.objects.filter(employee_id__in=employee_ids).order_by("first_day", "id")
    for employee_id, agency_id, last_day in stored.values_list("employee_id", "agency_id", "last_day"):
        newest[employee_id] = agency_id in actor.admin_agency_ids
        if newest[employee_id] and (last_day is None or last_day >= today):
            own.add(employee_id)
    return frozenset(own.union(person for person, is_own in newest.items() if is_own))


def kept_elsewhere(actor: Actor | None, employee_ids: Collection[int]) -> frozenset[int]:
    """Those whose home is in units that the actor does not administer, though they may hold an acting post in one.

    Home is the definitive placement of today, else the newest definitive one. One query.
    """
    if not is_limited(actor) or not employee_ids:
        return frozenset()
    today = timezone.localdate()
    stored = Placement.objects.filter(employee_id__in=employee_ids, kind=PlacementKind.DEFINITIVE)
    homes: dict[int, int] = {}
    for employee_id, agency_id, first_day in stored.order_by("first_day").values_list(
        "employee_id", "agency_id", "first_day"
    ):
        if first_day <= today or employee_id not in homes:
            homes[employee_id] = agency_id
    return frozenset(person for person, agency_id in homes.items() if agency_id not in actor.admin_agency_ids)


def foreign_month_errors(
    rows: Sequence[Row],
    *,
    actor: Actor | None,
    nip: Callable[[Row], str],
    days: Callable[[Row], Days],
    known: Mapping[str, int],
    kinds: Collection[PlacementKind] = tuple(PlacementKind),
) -> Iterator[RowError]:
    """An error for each row about a month in which its person had no placement in the actor's units.

    ``days`` are the first and the last day of the row's month, ``known`` the numbers of the stored people, ``kinds``
    the kinds of placements that count. One query.
    """
    if not is_limited(actor) or not rows:
        return
    spans = [days(row) for row in rows]
    own = _placed(actor, known.values(), kinds, min(first for first, _ in spans), max(last for _, last in spans))
    for row, (first_day, last_day) in zip(rows, spans, strict=True):
        person = known.get(nip(row))
        if person is not None and not any(begin <= last_day and first_day <= end for begin, end in own[person]):
            message = _(
                "Pada bulan itu pegawai ini tidak ditempatkan di perangkat daerah yang Anda kelola. Keluarkan baris "
                "ini, atau serahkan kepada admin perangkat daerahnya."
            )
            yield RowError(row.row_number, "nip", nip(row), message)


def _placed(
    actor: Actor,
    employee_ids: Collection[int],
    kinds: Collection[PlacementKind],
    first_day: datetime.date,
    last_day: datetime.date,
) -> Mapping[int, Sequence[Days]]:
    """The days of the placements of some people in the actor's units, as far as they touch a span."""
    found: dict[int, list[Days]] = defaultdict(list)
    stored = Placement.objects.filter(
        employee_id__in=employee_ids, agency_id__in=actor.admin_agency_ids, kind__in=kinds
    )
    for employee_id, begin, end in stored.during(first_day, last_day).values_list(
        "employee_id", "first_day", "last_day"
    ):
        found[employee_id].append((begin, end or datetime.date.max))
    return found
