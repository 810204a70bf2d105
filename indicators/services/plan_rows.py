"""Rows of a plans file, and to which plan of which person each belongs (contract section 4)."""

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from agencies.files.errors import RowError, RowWarning, shown_number
from agencies.files.values import NumberRange
from agencies.models import Placement, PlacementKind
from indicators.models import ItemKind

Target = Decimal | NumberRange


def bounds_of(target: Target | None) -> tuple[Decimal | None, Decimal | None]:
    """A target as it is stored: one number, or the lower and the upper bound of a range."""
    return target if isinstance(target, NumberRange) else (target, None)


def shown_target(target: Target | None) -> object:
    """A target for a sentence."""
    return " s.d. ".join(map(shown_number, target)) if isinstance(target, NumberRange) else target


@dataclass(frozen=True, slots=True)
class PlanItemRow:
    """A row of a plans file: an item of one person's year plan.

    ``targets`` are January to December in the indicator's unit, with at most 6 decimals; None is not measured.
    ``weight`` is a percentage with at most 2 decimals. ``placement_agency_code`` says which placement's plan is meant.
    """

    row_number: int
    nip: str
    year: int
    agency_code: str
    indicator_code: str
    kind: ItemKind
    weight: Decimal | None
    targets: tuple[Target | None, ...]
    placement_agency_code: str | None = None

    @property
    def indicator_key(self) -> tuple[str, str]:
        """The indicator: an agency's code and its own."""
        return self.agency_code, self.indicator_code


class Post(NamedTuple):
    """Successive placements of a person in one agency and kind share one plan a year."""

    agency_code: str
    kind: PlacementKind

    def __str__(self) -> str:
        return f"{self.agency_code} ({self.kind.label})"


class PlanKey(NamedTuple):
    """What makes a plan the same one again."""

    nip: str
    year: int
    post: Post

    def __str__(self) -> str:
        return f"SKP {self.year} NIP {self.nip} di {self.post}"


@dataclass(slots=True)
class SortedRows:
    """The rows of a file by plan, and what is to be said about those that no plan or only a guess fits."""

    plans: dict[PlanKey, list[PlanItemRow]] = field(default_factory=dict)
    errors: list[RowError] = field(default_factory=list)
    warnings: list[RowWarning] = field(default_factory=list)


Posts = Mapping[tuple[str, int], Sequence[Post]]


def posts_of(employees: Mapping[str, int], years: Collection[int], agencies: Mapping[str, int]) -> Posts:
    """Where some people were placed in some years, by NIP and year; ``employees`` and ``agencies`` give the numbers."""
    if not years:
        return {}
    stored = (
        Placement.objects.filter(employee_id__in=employees.values())
        .during(datetime.date(min(years), 1, 1), datetime.date(max(years), 12, 31))
        .order_by("first_day", "id")
        .values_list("employee_id", "agency_id", "kind", "first_day", "last_day")
    )
    nips = {number: nip for nip, number in employees.items()}
    codes = {number: code for code, number in agencies.items()}
    posts: dict[tuple[str, int], list[Post]] = defaultdict(list)
    for employee_id, agency_id, kind, first_day, last_day in stored:
        post = Post(codes[agency_id], PlacementKind(kind))
        for year in years:
            in_force = first_day.year <= year and (last_day is None or year <= last_day.year)
            if in_force and post not in posts[nips[employee_id], year]:
                posts[nips[employee_id], year].append(post)
    return posts


def sorted_by_plan(rows: Iterable[PlanItemRow], posts: Posts, known_nips: Iterable[str]) -> SortedRows:
    """Find the plan of each row."""
    found = SortedRows()
    known = frozenset(known_nips)
    for row in rows:
        if row.nip not in known:
            message = "Pegawai dengan NIP ini belum ada. Perbaiki NIP, atau impor dahulu berkas pegawai."
            found.errors.append(RowError(row.row_number, "nip", row.nip, message))
            continue
        matching = _matching(posts.get((row.nip, row.year), ()), row.placement_agency_code)
        post = _chosen(matching, row.placement_agency_code)
        if post is None:
            found.errors.append(_no_post(row, posts.get((row.nip, row.year), ())))
            continue
        key = PlanKey(row.nip, row.year, post)
        if len(matching) > 1 and key not in found.plans:
            found.warnings.append(_guessed(row, key))
        found.plans.setdefault(key, []).append(row)
    return found


def _matching(posts: Sequence[Post], agency_code: str | None) -> Sequence[Post]:
    return [post for post in posts if agency_code in {None, post.agency_code}]


def _chosen(matching: Sequence[Post], agency_code: str | None) -> Post | None:
    """The only post, or the definitive one of the agency that the row names."""
    if len(matching) == 1:
        return matching[0]
    definitive = [post for post in matching if post.kind == PlacementKind.DEFINITIVE]
    return definitive[0] if agency_code and definitive else None


def _no_post(row: PlanItemRow, posts: Sequence[Post]) -> RowError:
    listed = ", ".join(map(str, posts))
    if not posts:
        message = f"Pegawai ini tidak ditempatkan pada {row.year}. Perbaiki tahun, atau impor dahulu penempatannya."
        return RowError(row.row_number, "tahun", row.year, message)
    if row.placement_agency_code is None:
        message = f"Pegawai ini punya beberapa penempatan pada tahun {row.year}: {listed}. Isi kodenya di kolom ini."
    elif _matching(posts, row.placement_agency_code):
        message = f"Pada {row.year} ada {listed}. Berkas tidak dapat membedakan plt dan plh di satu tempat."
    else:
        message = f"Pegawai ini tidak ditempatkan di situ pada tahun {row.year}. Pilih salah satu: {listed}."
    return RowError(row.row_number, "opd_penempatan", row.placement_agency_code or "", message)


def _guessed(row: PlanItemRow, key: PlanKey) -> RowWarning:
    message = (
        f"Pada tahun {key.year} pegawai ini juga plt atau plh di {key.post.agency_code}. "
        "Baris ini masuk ke SKP penempatan definitifnya."
    )
    return RowWarning(row.row_number, "opd_penempatan", row.placement_agency_code, message)
