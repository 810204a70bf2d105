"""A region's year as the files that it would import, in their order. The same seed gives the same bytes.

January to October are complete, November is under way: the demo's today is 22 November 2026, whatever the clock says.
"""

import csv
import io
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from config.demo.book import Book
from config.demo.months import MonthOf, actual_of, attendance_of, target_of
from config.demo.people import YEAR, YEAR_ENDS, Person, Place, people, places

OPEN_MONTH = 11
"""The month under way: some have reported, some of those are rated."""

QUARTERS = ("2026-Q1", "2026-Q2", "2026-Q3")
USUAL_PEERS = 3
AGENCIES = "perangkat_daerah.csv"
OWN_FILES = (("rubrics", "rubrik.csv"), ("schemes", "skema.toml"), ("indicators", "indikator.csv"))
EMPLOYEES = (
    "nip", "nama", "status", "golongan", "kode_opd", "jabatan", "jenis_jabatan", "nip_atasan", "mulai", "selesai",
    "jenis_penempatan",
)  # fmt: skip
TARGETS = tuple(f"t{month:02}" for month in range(1, 13))
PLANS = ("nip", "tahun", "kode_opd", "kode_indikator", "jenis", "bobot", "opd_penempatan", *TARGETS)
ACTUALS = ("nip", "periode", "kode_opd", "kode_indikator", "nilai", "status", "catatan")
RATINGS = ("nip", "periode", "nip_penilai", "peran", "rubrik", "dimensi", "tingkat")
EVENTS = ("tl1", "tl2", "tl3", "tl4", "psw1", "psw2", "psw3", "psw4")
ATTENDANCE = ("nip", "periode", "hari_kerja", "hadir", "tk", *EVENTS)


class Year:
    """What happens to the people of a region from January to November."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self.staff = people(book)
        self.places = places(book, self.staff)
        self._places_of: dict[Person, list[Place]] = defaultdict(list)
        for place in self.places:
            self._places_of[place.person].append(place)

    def files(self) -> Iterator[tuple[str, str, bytes]]:
        """Kind, name and content of each file."""
        yield "agencies", AGENCIES, self.book.bytes_of(AGENCIES)
        for kind, name in OWN_FILES:
            yield kind, name, self.book.bytes_of(name)
        yield "employees", "pegawai.csv", _csv(EMPLOYEES, map(_employee, self.places))
        yield "plans", "skp.csv", _csv(PLANS, self._plans())
        yield "actuals", "realisasi.csv", _csv(ACTUALS, self._actuals())
        yield "ratings", "penilaian.csv", _csv(RATINGS, self._ratings())
        if self._recaps_presence:
            yield "attendance", "presensi.csv", _csv(ATTENDANCE, self._attendance())

    @property
    def _recaps_presence(self) -> bool:
        return any(component.identifier == "attendance" for component in self.book.scheme.components)

    @property
    def _asks_peers(self) -> bool:
        return self.book.scheme.groups.peer > 0

    def _plans(self) -> Iterator[Sequence[str]]:
        for place in self.places:
            for item in place.items:
                measure = self.book.measures[item.code]
                targets = [target_of(measure, item, month) for month in range(1, 13)]
                kind = "tambahan" if item.is_additional else "utama"
                row = (place.person.nip, str(YEAR), measure.agency, item.code, kind, item.weight, place.unit.code)
                yield (*row, *targets)

    def _actuals(self) -> Iterator[Sequence[str]]:
        for person, month, held in self._person_months():
            items = {item.code: item for place in held for item in place.items}
            leave = self.book.cases.leave_of(person.key, month)
            chance = person.chance(f"actuals {month}")
            reported = list(items.values())[: self._reported(person, month, len(items))]
            for item in reported:
                measure = self.book.measures[item.code]
                if leave and target_of(measure, item, month):
                    yield (person.nip, _code(month), measure.agency, item.code, "", "tidak_berlaku", leave.reason)
                    continue
                found = None if leave else actual_of(measure, item, MonthOf(month, person.quality, chance))
                if found and not self.book.cases.is_silent(person.key, item.code, month):
                    yield (person.nip, _code(month), measure.agency, item.code, found.value, "", found.note)

    def _reported(self, person: Person, month: int, items: int) -> int:
        """How many items of a month are reported: all, until the month under way."""
        if month < OPEN_MONTH:
            return items
        luck = person.chance("open month").random()
        return items if luck < 0.55 else items // 2 if luck < 0.75 else 0

    def _ratings(self) -> Iterator[Sequence[str]]:
        for person, month, held in self._person_months():
            if self.book.cases.leave_of(person.key, month) or not any(place.items for place in held):
                continue
            if month == OPEN_MONTH and person.chance("open month").random() > 0.35:
                continue
            for rater in {self._rater_of(place): place for place in held}:
                yield from self._levels(person, _code(month), rater, "atasan")
        if self._asks_peers:
            yield from self._quarterly()

    def _quarterly(self) -> Iterator[Sequence[str]]:
        """Where peers count they are asked once a quarter, and the supervisor with them."""
        for number, quarter in enumerate(QUARTERS, start=1):
            for person in self.staff:
                held = self._held(person, 3 * number)
                if not any(place.items for place in held):
                    continue
                for rater in {self._rater_of(place): place for place in held if place.is_definitive}:
                    yield from self._levels(person, quarter, rater, "atasan")
                for peer in self._peers_of(person):
                    yield from self._levels(person, quarter, peer.nip, "rekan")

    def _levels(self, person: Person, period: str, rater: str, role: str) -> Iterator[Sequence[str]]:
        chance = person.chance(f"{period} {rater}")
        for rubric, dimensions in self.book.rubrics.items():
            for dimension in dimensions:
                level = min(5, max(1, person.level + chance.choice((-1, 0, 0, 0, 0, 0, 1))))
                yield (person.nip, period, rater, role, rubric, dimension, str(level))

    def _peers_of(self, person: Person) -> Sequence[Person]:
        """The next ones in the circle of those whom the same supervisor rates."""
        circle = [other for other in self.staff if other.supervisor is person.supervisor and other.supervisor]
        if person not in circle:
            return []
        begin = circle.index(person) + 1
        count = min(self.book.cases.peers_of(person.key, USUAL_PEERS), len(circle) - 1)
        return [circle[(begin + step) % len(circle)] for step in range(count)]

    def _attendance(self) -> Iterator[Sequence[str]]:
        for person, month, _held in self._person_months():
            if not self.book.cases.leave_of(person.key, month):
                absent = self.book.cases.absent_days(person.key, month)
                counts = attendance_of(MonthOf(month, person.quality, person.chance(f"presence {month}")), absent)
                yield (person.nip, _code(month), *map(str, counts))

    def _person_months(self) -> Iterator[tuple[Person, int, Sequence[Place]]]:
        for month in range(1, OPEN_MONTH + 1):
            for person in self.staff:
                held = self._held(person, month)
                if held:
                    yield person, month, held

    def _held(self, person: Person, month: int) -> Sequence[Place]:
        """Whose a month is: the definitive place with more of its days (a tie: the later), and each plt."""
        mine = [place for place in self._places_of[person] if place.days_in(month)]
        own = [place for place in mine if place.is_definitive]
        longest = max(own, key=lambda place: (place.days_in(month), place.first_day), default=None)
        return [place for place in mine if place is longest or not place.is_definitive]

    def _rater_of(self, place: Place) -> str:
        return place.supervisor.nip if place.supervisor else self.book.logins["regional_head"]


def _employee(place: Place) -> Sequence[str]:
    person = place.person
    last_day = "" if place.last_day == YEAR_ENDS else str(place.last_day)
    above = place.supervisor.nip if place.supervisor else ""
    facts = (person.nip, person.name, person.status, person.grade, place.unit.code, place.title, place.work)
    return (*facts, above, str(place.first_day), last_day, place.kind)


def _code(month: int) -> str:
    return f"{YEAR}-{month:02}"


def _csv(headers: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=";", lineterminator="\n")
    writer.writerow(headers)
    writer.writerows(rows)
    return stream.getvalue().encode()
