"""What placements may not do together: overlap while definitive, or put somebody under themselves."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise
from typing import NamedTuple

from agencies.files.errors import RowError
from agencies.services.row_checks import circles, written_circle

ONE_DAY = datetime.timedelta(days=1)


class DefinitiveSpan(NamedTuple):
    """The days of a definitive placement: of a row of the file (or about to be written: 1), or stored when
    ``row_number`` is None.
    """

    nip: str
    name: str
    agency_code: str
    first_day: datetime.date
    last_day: datetime.date | None
    supervisor_nip: str | None
    row_number: int | None

    @property
    def days(self) -> str:
        """`2026-01-01 s.d. 2026-06-30`, as dates stand in files."""
        return f"{self.first_day} s.d. {self.last_day or 'seterusnya'}"

    def holds(self, day: datetime.date) -> bool:
        """Whether it is in force on a day."""
        return self.first_day <= day and (self.last_day is None or day <= self.last_day)


def overlap_errors(spans: Iterable[DefinitiveSpan]) -> Iterator[RowError]:
    """An error for each definitive placement of the file that shares a day with another one of the same person."""
    for earlier, later in overlapping_spans(spans):
        yield _overlap(earlier, later)


def overlapping_spans(spans: Iterable[DefinitiveSpan]) -> Iterator[tuple[DefinitiveSpan, DefinitiveSpan]]:
    """The placements of the same person that share a day, earlier and later, where at least one of them is new."""
    by_person: dict[str, list[DefinitiveSpan]] = defaultdict(list)
    for span in spans:
        by_person[span.nip].append(span)
    for of_person in by_person.values():
        for earlier, later in pairwise(sorted(of_person, key=_order)):
            if earlier.holds(later.first_day) and (earlier.row_number or later.row_number):
                yield earlier, later


def _order(span: DefinitiveSpan) -> tuple[datetime.date, bool]:
    """By day; on the same day the stored one first, since the file's is the one to mend."""
    return span.first_day, span.row_number is not None


def _overlap(earlier: DefinitiveSpan, later: DefinitiveSpan) -> RowError:
    clash = "bertumpang tindih; pada satu hari hanya boleh ada satu penempatan definitif."
    until = later.first_day - ONE_DAY
    if earlier.row_number and later.row_number:
        return RowError(
            later.row_number,
            "mulai",
            later.first_day,
            f"Penempatan definitif ini ({later.days}) dan baris {earlier.row_number} ({earlier.days}) {clash} "
            "Perbaiki mulai atau selesai salah satunya.",
        )
    if earlier.row_number:
        return RowError(
            earlier.row_number,
            "selesai",
            earlier.last_day or "",
            f"Penempatan definitif ini dan yang tersimpan di {later.agency_code} ({later.days}) {clash} "
            f"Isi selesai paling lambat {until}.",
        )
    if until < earlier.first_day:
        mend = "Pakai mulai dan kode_opd yang tersimpan, atau isi mulai sesudahnya."
    else:
        mend = (
            f"Isi selesai penempatan lama: tambahkan barisnya (kode_opd {earlier.agency_code}, mulai "
            f"{earlier.first_day}) dengan selesai paling lambat {until}."
        )
    return RowError(
        later.row_number,
        "mulai",
        later.first_day,
        f"Penempatan definitif ini dan yang tersimpan di {earlier.agency_code} ({earlier.days}) {clash} {mend}",
    )


def circle_errors(spans: Iterable[DefinitiveSpan]) -> Iterator[RowError]:
    """An error for each circle of superiors on the same day in which a row of the file takes part."""
    for day, circle in circular_spans(spans):
        of_file = next(span for span in circle if span.row_number)
        yield _circle(of_file, [span.name for span in circle], day)


def circular_spans(spans: Iterable[DefinitiveSpan]) -> Iterator[tuple[datetime.date, list[DefinitiveSpan]]]:
    """Each circle of superiors in which a new placement takes part, in order, with the first day on which it holds."""
    possible = _possibly_circular(spans)
    told: set[frozenset[str]] = set()
    for day in sorted({span.first_day for span in possible}):
        in_force = {span.nip: span for span in possible if span.holds(day)}
        for circle in circles({span.nip: str(span.supervisor_nip) for span in in_force.values()}):
            if any(in_force[nip].row_number for nip in circle) and frozenset(circle) not in told:
                told.add(frozenset(circle))
                yield day, [in_force[nip] for nip in circle]


def _circle(span: DefinitiveSpan, names: list[str], day: datetime.date) -> RowError:
    return RowError(
        span.row_number,
        "nip_atasan",
        span.supervisor_nip,
        f"Atasan melingkar pada {day}: {written_circle(names)}. Perbaiki nip_atasan salah satunya.",
    )


def _possibly_circular(spans: Iterable[DefinitiveSpan]) -> Sequence[DefinitiveSpan]:
    """Those whose people could stand in a circle whatever the day: nearly always none, so that days need no look."""
    led = [span for span in spans if span.supervisor_nip]
    sorter: TopologicalSorter[str] = TopologicalSorter()
    for span in led:
        sorter.add(str(span.supervisor_nip), span.nip)
    try:
        sorter.prepare()
    except CycleError:
        free: set[str] = set()
        while ready := sorter.get_ready():
            free.update(ready)
            sorter.done(*ready)
        return [span for span in led if span.nip not in free]
    return []
