"""What a region of the demo is made from: the files of its folder, read once.

``perangkat_daerah.csv``, ``indikator.csv``, ``rubrik.csv`` and ``skema.toml`` are the product's own files, imported as
they are. ``measures.csv``, ``posts.csv``, ``staff.csv`` and ``region.toml`` say how its people and their year look.
"""

import csv
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from appraisal.scoring.scheme import Scheme
from appraisal.scoring.scheme_parsing import parse_scheme
from appraisal.scoring.types import OVERALL_DIMENSION, RubricInput
from config.demo.cases import Cases, Figure

HERE = Path(__file__).parent
FOLDERS = ("kota_kupang", "kota_semarang", "kota_bandung", "provinsi_lampung")

Row = TypeVar("Row")


class Unit(NamedTuple):
    """An agency or a unit of one, as its file says it."""

    code: str
    name: str
    parent: str

    @property
    def place(self) -> str:
        """The name without its kind: `Penkase Oeleta` of `Kelurahan Penkase Oeleta`."""
        return self.name.partition(" ")[2]


class Measure(NamedTuple):
    """An indicator as this region's people meet it.

    ``target`` is one person's, for a measured month: `120`, a range `93 s.d. 100`, or `8 > 95` for one that grows from
    the first measured month to the last. ``spread`` is how far a usual month lies from another, as a part of the
    target; none where the figure is not published yet. ``most`` is the greatest possible value; ``obstacle`` is what
    people write when a month went badly.
    """

    agency: str
    code: str
    direction: str
    pattern: str
    target: str
    months: tuple[int, ...]
    spread: float | None
    most: float
    decimals: int
    obstacle: str


class Item(NamedTuple):
    """An indicator in the plan of a post. A head answers for ``scale`` times the target of one person."""

    code: str
    weight: str
    scale: int

    @property
    def is_additional(self) -> bool:
        """Whether it is a task beside the main work, which has no weight."""
        return not self.weight


class Post(NamedTuple):
    """A kind of work: title, names with degree, kind and grade, years of birth of its holders, and what they agree."""

    code: str
    title: str
    full_name: str
    kind: str
    grade: str
    contract_share: float
    contract_grade: str
    born: tuple[int, int]
    items: tuple[Item, ...]

    def title_in(self, unit: Unit) -> str:
        """The title with the unit's name in it."""
        return self.title.format(unit=unit.name, place=unit.place)


class Slot(NamedTuple):
    """So many of a post in a unit. The first of a unit is its head."""

    unit: str
    post: str
    people: int


@dataclass(frozen=True)
class Book:
    """A region of the demo, as its folder tells it."""

    folder: Path
    facts: Mapping[str, Any]

    @classmethod
    def read(cls, folder: str) -> "Book":
        """Read only what every use needs; the tables follow when somebody asks for them."""
        return cls(HERE / folder, tomllib.loads((HERE / folder / "region.toml").read_text(encoding="utf-8")))

    @property
    def code(self) -> str:
        """The Kemendagri code."""
        return str(self.facts["code"])

    @property
    def name(self) -> str:
        """As people call the region."""
        return str(self.facts["name"])

    @property
    def logins(self) -> Mapping[str, str]:
        """The login of each granted role, by the role's value."""
        return dict(self.facts["logins"])

    @cached_property
    def cases(self) -> Cases:
        """The people with a name of their own, and what happens to them."""
        return Cases.of(self.facts)

    @cached_property
    def figures(self) -> Mapping[str, Figure]:
        """The people with a name of their own, by key."""
        return {figure.key: figure for figure in self.cases.figures}

    @cached_property
    def scheme(self) -> Scheme:
        """The region's rules, from the file that is imported."""
        return parse_scheme(tomllib.loads(self.text("skema.toml")))

    @cached_property
    def rubrics(self) -> Mapping[str, Sequence[str]]:
        """What raters are asked: the dimensions of each rubric of the scheme."""
        rows = [(row["rubrik"], row["dimensi"]) for row in self._rows("rubrik.csv")]
        named = [component.rubric for component in self.scheme.components if component.rubric]
        if self.scheme.rubric_input is RubricInput.OVERALL:
            return {name: [OVERALL_DIMENSION] for name in named}
        return {name: [code for rubric, code in rows if rubric == name] for name in named}

    @cached_property
    def units(self) -> Mapping[str, Unit]:
        """The units by code, those above before those below."""
        rows = self._rows("perangkat_daerah.csv")
        return {row["kode_opd"]: Unit(row["kode_opd"], row["nama"], row["kode_induk"]) for row in rows}

    @cached_property
    def measures(self) -> Mapping[str, Measure]:
        """The indicators by code."""
        said = {row["kode"]: row for row in self._rows("indikator.csv")}
        return {row["code"]: _measure(said[row["code"]], row) for row in self._rows("measures.csv")}

    @cached_property
    def posts(self) -> Mapping[str, Post]:
        """The posts by code."""
        return self._by_first("posts.csv", _post)

    @cached_property
    def slots(self) -> Sequence[Slot]:
        """Who is needed where, heads first."""
        return [Slot(row["unit"], row["post"], int(row["people"])) for row in self._rows("staff.csv")]

    def bytes_of(self, name: str) -> bytes:
        """A file of the folder, to be imported as it is."""
        return (self.folder / name).read_bytes()

    def text(self, name: str) -> str:
        """A file of the folder, to be read."""
        return (self.folder / name).read_text(encoding="utf-8")

    def _rows(self, name: str) -> list[dict[str, str]]:
        return list(csv.DictReader(self.text(name).splitlines(), delimiter=";"))

    def _by_first(self, name: str, read: Callable[[Mapping[str, str]], Row]) -> Mapping[str, Row]:
        return {next(iter(row.values())): read(row) for row in self._rows(name)}


def books() -> Iterator[Book]:
    """The four regions, in the order in which they are loaded and printed."""
    return map(Book.read, FOLDERS)


def _measure(said: Mapping[str, str], row: Mapping[str, str]) -> Measure:
    return Measure(
        agency=said["kode_opd"],
        code=row["code"],
        direction=said["arah"],
        pattern=said["pola"],
        target=row["target"],
        months=_months(row["months"]),
        spread=float(row["spread"]) / 100 if row["spread"] else None,
        most=float(row["most"] or "inf"),
        decimals=int(row["decimals"]),
        obstacle=row["obstacle"],
    )


def _months(text: str) -> tuple[int, ...]:
    """`1-12`, or `3 6 9 12`."""
    first, dash, last = text.partition("-")
    return tuple(range(int(first), int(last) + 1)) if dash else tuple(map(int, text.split()))


def _post(row: Mapping[str, str]) -> Post:
    oldest, _, youngest = row["born"].partition("-")
    return Post(
        code=row["code"],
        title=row["title"],
        full_name=row["full_name"],
        kind=row["kind"],
        grade=row["grade"],
        contract_share=float(row["contract_share"] or 0),
        contract_grade=row["contract_grade"],
        born=(int(oldest), int(youngest)),
        items=tuple(map(_item, row["items"].split())),
    )


def _item(text: str) -> Item:
    """`DK-01:50`, `DK-01x12:30` for a head, or `+DK-09` for an additional task."""
    code, _, weight = text.removeprefix("+").partition(":")
    code, _, scale = code.partition("x")
    return Item(code, weight, int(scale or 1))
