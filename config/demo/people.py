"""Who works where in a region of the demo. All names and NIPs are made up.

NIPs end in 9xx, a sequence that no civil servant has, so that none can belong to a real person.
"""

import datetime
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from config.demo.book import Book, Item, Post, Slot, Unit
from config.demo.cases import Figure

YEAR = 2026
YEAR_BEGINS = datetime.date(YEAR, 1, 1)
YEAR_ENDS = datetime.date(YEAR, 12, 31)
ONE_DAY = datetime.timedelta(days=1)
FIRST_SEQUENCE = 900


@dataclass(slots=True, eq=False)
class Person:
    """Somebody of the demo.

    ``key`` is the name of a case's figure, else empty. ``quality`` is what a usual month brings of its target, 1.0
    being all of it; ``level`` is a usual rating.
    """

    key: str
    nip: str
    name: str
    status: str
    grade: str
    post: Post
    unit: Unit
    supervisor: "Person | None"
    quality: float
    level: int

    def chance(self, purpose: str) -> random.Random:
        """The person's own luck, so that a change to one person changes nothing of another."""
        return random.Random(f"{self.nip}:{purpose}")  # noqa: S311 - a demo, not a secret


@dataclass(frozen=True, slots=True)
class Place:
    """Days of a person in a unit: a row of the employees file, and the plan that belongs to it."""

    person: Person
    unit: Unit
    title: str
    work: str
    supervisor: Person | None
    first_day: datetime.date
    last_day: datetime.date
    kind: str
    items: tuple[Item, ...]

    @property
    def is_definitive(self) -> bool:
        """Whether it is the person's own post, not one held for another."""
        return self.kind == "definitif"

    def days_in(self, month: int) -> int:
        """How many days of a month of the year it holds."""
        begin = datetime.date(YEAR, month, 1)
        end = (begin + 31 * ONE_DAY).replace(day=1) - ONE_DAY
        return max(0, (min(self.last_day, end) - max(self.first_day, begin)).days + 1)


def people(book: Book) -> list[Person]:
    """Everybody in order of unit; the head of a unit is rated by the head of the unit above."""
    maker = _Maker(book)
    return [maker.person(slot, figure) for slot in book.slots for figure in _figures_of(book, slot)]


def places(book: Book, staff: Sequence[Person]) -> list[Place]:
    """Where everybody works in the year: definitive places in the order of people, then acting ones."""
    heads = heads_of(staff)
    by_key = {person.key: person for person in staff if person.key}
    definitive = [place for person in staff for place in _definitive(book, person, heads)]
    return [*definitive, *_acting(book, by_key, heads)]


def heads_of(staff: Sequence[Person]) -> Mapping[str, Person]:
    """The head of each unit: the first of its people."""
    heads: dict[str, Person] = {}
    for person in staff:
        heads.setdefault(person.unit.code, person)
    return heads


def _figures_of(book: Book, slot: Slot) -> Sequence[Figure | None]:
    """One entry for each person of a slot; the figures of its post there come first."""
    figures = [figure for figure in book.cases.figures if (figure.unit, figure.post) == (slot.unit, slot.post)]
    return [*figures, *[None] * (slot.people - len(figures))]


class _Maker:
    """Makes people one after another, each with another name and NIP."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._chance = random.Random(f"{book.code}:{book.facts['seed']}")  # noqa: S311 - a demo, not a secret
        self._names = {sex: self._shuffled(sex) for sex in ("men", "women")}
        self._heads: dict[str, Person] = {}
        self._made = 0

    def person(self, slot: Slot, figure: Figure | None) -> Person:
        """The next one of a slot; a figure has its own name, NIP and way of working."""
        post, unit = self._book.posts[slot.post], self._book.units[slot.unit]
        sex = self._chance.choice(("men", "women"))
        name, nip = post.full_name.format(name=next(self._names[sex])), self._nip(post, is_man=sex == "men")
        quality, level = self._way_of_working()
        if figure is not None:
            name, nip = figure.name, figure.nip
            quality, level = figure.quality or quality, figure.level or level
        status = "PPPK" if int(nip[12:14]) > 12 else "PNS"
        grade = post.contract_grade if status == "PPPK" else post.grade
        supervisor = self._heads.get(unit.code) or self._heads.get(unit.parent)
        key = figure.key if figure else ""
        person = Person(key, nip, name, status, grade, post, unit, supervisor, quality, level)
        self._heads.setdefault(unit.code, person)
        return person

    def _way_of_working(self) -> tuple[float, int]:
        """Most people do what was agreed, some more, a few less."""
        luck = self._chance.random()
        if luck < 0.2:
            return self._chance.uniform(1.13, 1.2), self._chance.choice((4, 5, 5))
        if luck > 0.9:
            return self._chance.uniform(0.82, 0.92), self._chance.choice((2, 3, 3))
        return self._chance.uniform(0.97, 1.08), self._chance.choice((3, 3, 3, 4, 4))

    def _nip(self, post: Post, *, is_man: bool) -> str:
        first, last = post.born
        born = datetime.date(first, 1, 1) + self._chance.randrange((last - first + 1) * 365) * ONE_DAY
        is_contract = self._chance.random() < post.contract_share
        appointed = min(born.year + self._chance.randrange(22, 27), 2025)
        month = 21 if is_contract else self._chance.randrange(1, 13)
        if is_contract:
            appointed = self._chance.randrange(2021, 2026)
        self._made += 1
        return f"{born:%Y%m%d}{appointed}{month:02}{1 if is_man else 2}{FIRST_SEQUENCE + self._made % 100}"

    def _shuffled(self, sex: str) -> Iterator[str]:
        names = self._book.facts["names"]
        pairs = [f"{first} {last}" for first in names[sex] for last in names.get(f"last_{sex}", names["last"])]
        self._chance.shuffle(pairs)
        return iter(pairs)


def _definitive(book: Book, person: Person, heads: Mapping[str, Person]) -> Iterator[Place]:
    case = book.cases.transfer_of(person.key)
    began = book.cases.first_day_of(person.key)
    first = datetime.date.fromisoformat(began) if began else YEAR_BEGINS
    items = () if began else person.post.items
    title, work = person.post.title_in(person.unit), person.post.kind
    moves = datetime.date.fromisoformat(case.day) if case else None
    last = moves - ONE_DAY if moves else YEAR_ENDS
    yield Place(person, person.unit, title, work, person.supervisor, first, last, "definitif", items)
    if case and moves:
        unit = book.units[case.to]
        title = person.post.title_in(unit)
        yield Place(person, unit, title, work, heads[unit.code], moves, YEAR_ENDS, "definitif", items)


def _acting(book: Book, by_key: Mapping[str, Person], heads: Mapping[str, Person]) -> Iterator[Place]:
    for case in book.cases.acting:
        unit, post = book.units[case.unit], book.posts[case.post]
        first, last = datetime.date.fromisoformat(case.first_day), datetime.date.fromisoformat(case.last_day)
        title, above = post.title_in(unit), heads[unit.parent]
        yield Place(by_key[case.who], unit, title, post.kind, above, first, last, "plt", post.items)
