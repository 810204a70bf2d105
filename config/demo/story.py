"""The demo's year as files, in the order in which a region would import them. The same seed gives the same bytes.

Among sixty ordinary people stand the cases that a system must get right: a transfer in September, an acting head of
a puskesmas, a zero target, a release that is not out, a missing report, a month of leave, and somebody new.
"""

import csv
import io
import random
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from config.demo.measures import BY_CODE, MEASURES, Measure
from config.demo.organisation import HEAD_OF_PUSKESMAS, UNITS, Person, people

SEED = 5371
YEAR = 2026
MONTHS = (7, 8, 9)
QUARTER = "2026-Q3"
TRANSFER_DAY = "2026-09-16"
DIMENSIONS = ("BP", "AK", "KO", "HA", "LO", "AD", "KL")
HEAD_LOGIN = "walikota"
NEWCOMER_FIRST_DAY = "2026-09-07"


class Story:
    """Kota Kupang from July to September 2026."""

    def __init__(self) -> None:
        self._chance = random.Random(SEED)  # noqa: S311 - a demo, not a secret
        self.people = people(self._chance)
        nurses = [
            person for person in self.people if person.unit == "1.02.10" and person.post.position.startswith("Perawat")
        ]
        self.transferred, self.on_leave, self.silent = nurses[:3]
        self.newcomer = [person for person in self.people if person.unit == "7.06.01"][-1]
        self.acting = next(person for person in self.people if person.post.position.startswith("Dokter"))

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Kind and content of each file."""
        yield "agencies", _csv(("kode_opd", "nama", "jenis", "kode_induk"), UNITS)
        yield "employees", _csv(_EMPLOYEE_HEADERS, self._placements())
        yield "indicators", _csv(_INDICATOR_HEADERS, (_indicator(measure) for measure in MEASURES))
        yield "plans", _csv(_PLAN_HEADERS, self._plans())
        yield "actuals", _csv(_ACTUAL_HEADERS, self._actuals())
        yield "ratings", _csv(_RATING_HEADERS, self._ratings())

    def _placements(self) -> Iterator[Sequence[str]]:
        for person in self.people:
            first = NEWCOMER_FIRST_DAY if person is self.newcomer else "2026-01-01"
            last = "2026-09-15" if person is self.transferred else ""
            yield _placement(person, person.unit, person.post.position, under=person.supervisor, days=(first, last))
        sikumana = self._head_of("1.02.11")
        moved = self.transferred
        yield _placement(moved, "1.02.11", moved.post.position, under=sikumana, days=(TRANSFER_DAY, ""))
        dinas = self._head_of("1.02")
        september = ("2026-09-01", "2026-09-30")
        yield _placement(self.acting, "1.02.11", "Kepala Puskesmas Sikumana", under=dinas, days=september, kind="plt")

    def _head_of(self, unit: str) -> Person:
        return next(person for person in self.people if person.unit == unit)

    def _plans(self) -> Iterator[Sequence[str]]:
        for person in self.people:
            if person is not self.newcomer:
                yield from _plan(person, person.unit, person.items)
        yield from _plan(self.transferred, "1.02.11", self.transferred.items)
        yield from _plan(self.acting, "1.02.11", HEAD_OF_PUSKESMAS.items)

    def _actuals(self) -> Iterator[Sequence[str]]:
        for person in self.people:
            if person is self.newcomer:
                continue
            codes = [code for code, _weight in person.items if BY_CODE[code].pattern != "rilis"]
            if person is self.acting:
                codes += [code for code, _weight in HEAD_OF_PUSKESMAS.items if code not in codes]
            for month in MONTHS:
                for code in codes:
                    yield from self._actual(person, BY_CODE[code], month)
                if person.unit.startswith("1.02.1") and month == 9:
                    yield _reported(person, BY_CODE["DK-09"], month, Decimal(self._chance.randint(1, 2)))

    def _actual(self, person: Person, measure: Measure, month: int) -> Iterator[Sequence[str]]:
        value = _between(self._chance, measure)
        if person is self.on_leave and month == 8:
            yield (
                person.nip,
                f"{YEAR}-{month:02}",
                measure.agency,
                measure.code,
                "",
                "tidak_berlaku",
                "Cuti melahirkan",
            )
        elif not (person is self.silent and month == 9 and measure.code == "DK-05"):
            yield _reported(person, measure, month, value)

    def _ratings(self) -> Iterator[Sequence[str]]:
        for person in self.people:
            usual = 2 if person is self.people[-2] else self._chance.choice((3, 3, 3, 4))
            for month in MONTHS:
                if person is self.newcomer:
                    continue
                rater = self._rater(person, month)
                for dimension in DIMENSIONS:
                    level = min(5, max(1, usual + self._chance.choice((-1, 0, 0, 0, 0, 1, 1))))
                    yield _rating(person, month, rater, dimension, level)
        for dimension in DIMENSIONS:
            yield _rating(self.acting, 9, self._head_of("1.02").nip, dimension, 4)

    def _rater(self, person: Person, month: int) -> str:
        if person is self.transferred and month >= 9:
            return self._head_of("1.02.11").nip
        return person.supervisor.nip if person.supervisor else HEAD_LOGIN


_EMPLOYEE_HEADERS = (
    "nip", "nama", "status", "golongan", "kode_opd", "jabatan", "jenis_jabatan", "nip_atasan", "mulai", "selesai",
    "jenis_penempatan",
)  # fmt: skip
_INDICATOR_HEADERS = ("kode_opd", "kode", "nama", "satuan", "arah", "pola", "aspek", "definisi")
_TARGET_HEADERS = tuple(f"t{month:02}" for month in range(1, 13))
_PLAN_HEADERS = ("nip", "tahun", "kode_opd", "kode_indikator", "jenis", "bobot", "opd_penempatan", *_TARGET_HEADERS)
_ACTUAL_HEADERS = ("nip", "periode", "kode_opd", "kode_indikator", "nilai", "status", "catatan")
_RATING_HEADERS = ("nip", "periode", "nip_penilai", "peran", "rubrik", "dimensi", "tingkat")


def _placement(
    person: Person, unit: str, position: str, *, under: Person | None, days: tuple[str, str], kind: str = "definitif"
) -> Sequence[str]:
    above = under.nip if under else ""
    grade = person.post.grade if person.status == "PNS" else "IX"
    work = person.post.kind
    return (person.nip, person.name, person.status, grade, unit, position, work, above, *days, kind)


def _indicator(measure: Measure) -> Sequence[str]:
    return (
        measure.agency, measure.code, measure.name, measure.unit, measure.direction, measure.pattern, measure.aspect,
        measure.definition,
    )  # fmt: skip


def _plan(person: Person, unit: str, items: Iterable[tuple[str, str]]) -> Iterator[Sequence[str]]:
    for code, weight in items:
        measure = BY_CODE[code]
        released = ["" if month != 9 else measure.target for month in range(1, 13)]
        targets = released if measure.pattern == "rilis" else [measure.target] * 12
        yield (person.nip, str(YEAR), measure.agency, code, "utama", weight, unit, *targets)
    if unit.startswith("1.02.1"):
        yield (person.nip, str(YEAR), "1.02", "DK-09", "tambahan", "", unit, *[""] * 12)


def _reported(person: Person, measure: Measure, month: int, value: Decimal) -> Sequence[str]:
    return (person.nip, f"{YEAR}-{month:02}", measure.agency, measure.code, str(value).replace(".", ","), "", "")


def _rating(person: Person, month: int, rater: str, dimension: str, level: int) -> Sequence[str]:
    return (person.nip, f"{YEAR}-{month:02}", rater, "atasan", "berakhlak", dimension, str(level))


def _between(chance: random.Random, measure: Measure) -> Decimal:
    """A whole number for what is counted, one decimal for the rest."""
    value = measure.low + (measure.high - measure.low) * Decimal(chance.randrange(1001)) / 1000
    counted = measure.pattern == "hitungan" and measure.unit != "juta rupiah"
    return value.quantize(Decimal(1) if counted else Decimal("0.1"))


def _csv(headers: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=";", lineterminator="\n")
    writer.writerow(headers)
    writer.writerows(rows)
    return stream.getvalue().encode()
