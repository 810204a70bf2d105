"""Import of indicators and what they say (contract section 4)."""

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from operator import attrgetter
from typing import NamedTuple

from django.utils import timezone

from agencies.files.errors import RowError
from agencies.models import Agency
from agencies.permissions import Actor
from agencies.services.row_checks import refuse_errors, repeated_rows
from agencies.services.take_file import SourceFile, TakenRows, take_file
from agencies.tenancy.bulk import merge_rows
from indicators.models import (
    Aspect,
    CataloguePublication,
    Direction,
    Indicator,
    IndicatorKind,
    IndicatorVersion,
    Pattern,
    PlanItem,
)
from indicators.models.indicator import SINCE_ALWAYS

Key = tuple[str, str]


class Content(NamedTuple):
    """What a version of an indicator says. In a row of a file None is what the file has no column for."""

    name: str
    unit: str
    direction: str
    pattern: str
    aspect: str
    definition: str
    kind: str | None
    formula: str | None
    source: str | None
    publisher: str | None
    months: Sequence[int] | None

    def over(self, stored: "Content | None") -> "Content":
        """This content, and what it does not say as it is stored; without a stored one it is empty."""
        kept = stored or _NOTHING
        return Content._make(was if now is None else now for now, was in zip(self, kept, strict=True))


_NOTHING = Content("", "", "", "", "", "", "", "", "", "", [])


class NewestVersion(NamedTuple):
    """The version of an indicator that counts in the end, and the highest number that any version of it has."""

    indicator_id: int
    last_number: int
    valid_from: datetime.date
    content: Content


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """A row of an indicators file."""

    row_number: int
    agency_code: str
    code: str
    name: str
    unit: str
    direction: Direction
    pattern: Pattern
    aspect: Aspect
    definition: str = ""
    kind: IndicatorKind | str | None = None
    formula: str | None = None
    source: str | None = None
    publisher: str | None = None
    months: Sequence[int] | None = None

    @property
    def key(self) -> Key:
        """What makes an indicator the same one again."""
        return self.agency_code, self.code

    @property
    def content(self) -> Content:
        """What it says about the indicator."""
        return Content(
            *(self.name, self.unit, self.direction, self.pattern, self.aspect, self.definition),
            *(self.kind, self.formula, self.source, self.publisher, self.months),
        )


def import_indicators(
    *,
    rows: Sequence[IndicatorRow],
    source: SourceFile,
    actor: Actor | None = None,
    refused: Sequence[RowError] = (),
    publication: CataloguePublication | None = None,
) -> TakenRows:
    """Add indicators, and a further version where the newest one says something else.

    A file by itself names no date: it corrects, so the further version is valid from the same day as the newest one;
    with a ``publication`` it is valid from that one's month. The first version of an indicator counts for every period.
    What the file has no column for stays as it is stored. ``refused`` are errors of rows that could not be read;
    nothing is stored then, yet the other rows are checked.

    Raises:
        FileRefused: repeated keys, unknown agencies, a direction that stored targets do not fit, a newer version.
    """
    save = partial(_save, rows, refused, publication)
    return take_file(kind="indicators", source=source, actor=actor, save=save)


def _save(
    rows: Sequence[IndicatorRow], refused: Sequence[RowError], publication: CataloguePublication | None
) -> TakenRows:
    agencies = dict(Agency.objects.values_list("code", "id"))
    newest = _newest_versions(rows)
    changed = [row for row in rows if row.key in newest and _says_something_else(row, newest[row.key])]
    errors = [
        *refused,
        *repeated_rows(rows, key=attrgetter("key"), named="kode_opd dan kode"),
        *_agency_errors(rows, agencies),
        *_direction_errors(changed, newest),
        *_newer_version_errors(changed, newest, publication),
    ]
    refuse_errors(errors)
    merge_rows(
        Indicator, key=["agency_id", "code"], columns=[], rows=[(agencies[row.agency_code], row.code) for row in rows]
    )
    new = [row for row in rows if row.key not in newest]
    _write_versions(new + changed, newest, publication)
    return TakenRows(new=len(new), updated=len(changed), unchanged=len(rows) - len(new) - len(changed))


def _says_something_else(row: IndicatorRow, stored: NewestVersion) -> bool:
    return row.content.over(stored.content) != stored.content


def _newer_version_errors(
    changed: Iterable[IndicatorRow], newest: Mapping[Key, NewestVersion], publication: CataloguePublication | None
) -> Iterator[RowError]:
    for row in changed:
        begun = newest[row.key].valid_from
        if publication is not None and begun > publication.valid_from:
            message = (
                f"Versi terbaru indikator ini baru berlaku mulai {begun:%d/%m/%Y}. "
                "Pilih bulan mulai yang sama atau sesudahnya."
            )
            yield RowError(row.row_number, "kode", row.code, message)


def _agency_errors(rows: Iterable[IndicatorRow], agencies: Mapping[str, int]) -> Iterator[RowError]:
    for row in rows:
        if row.agency_code not in agencies:
            message = "Perangkat daerah ini belum ada. Perbaiki kodenya, atau impor dahulu berkas perangkat daerah."
            yield RowError(row.row_number, "kode_opd", row.agency_code, message)


def _direction_errors(changed: Iterable[IndicatorRow], newest: Mapping[Key, NewestVersion]) -> Iterator[RowError]:
    """Targets that were agreed as numbers cannot become ranges by a correction of the indicator, nor back."""
    flipped = {
        newest[row.key].indicator_id: row
        for row in changed
        if row.direction.takes_a_range != Direction(newest[row.key].content.direction).takes_a_range
    }
    with_targets = PlanItem.objects.filter(indicator_id__in=flipped).exclude(targets=[None] * 12)
    for indicator_id in with_targets.values_list("indicator_id", flat=True).distinct():
        row = flipped[indicator_id]
        before = Direction(newest[row.key].content.direction).label
        message = (
            f"Arah yang tersimpan adalah {before}, dan target dalam SKP sudah disepakati menurut arah itu; rentang dan "
            "angka tunggal tidak dapat dipertukarkan. Kembalikan arahnya, atau buat indikator dengan kode baru."
        )
        yield RowError(row.row_number, "arah", row.direction.label, message)


def _newest_versions(rows: Iterable[IndicatorRow]) -> dict[Key, NewestVersion]:
    """The newest version of each indicator of the agencies that the file names."""
    stored = (
        IndicatorVersion.objects.filter(indicator__agency__code__in={row.agency_code for row in rows})
        .order_by("valid_from", "number")
        .values_list(
            "indicator__agency__code", "indicator__code", "indicator_id", "number", "valid_from", *Content._fields
        )
    )
    newest: dict[Key, NewestVersion] = {}
    for agency_code, code, indicator_id, number, valid_from, *content in stored:
        older = newest.get((agency_code, code))
        last_number = max(number, older.last_number if older else 0)
        newest[agency_code, code] = NewestVersion(indicator_id, last_number, valid_from, Content(*content))
    return newest


def _write_versions(
    rows: Sequence[IndicatorRow], newest: Mapping[Key, NewestVersion], publication: CataloguePublication | None
) -> None:
    indicators = Indicator.objects.filter(agency__code__in={row.agency_code for row in rows})
    ids = {(agency, code): number for agency, code, number in indicators.values_list("agency__code", "code", "id")}
    now = timezone.now()

    def version(row: IndicatorRow) -> tuple[object, ...]:
        older = newest.get(row.key)
        number, valid_from = (older.last_number + 1, older.valid_from) if older else (1, SINCE_ALWAYS)
        if older and publication:
            valid_from = publication.valid_from
        content = row.content.over(older.content if older else None)
        return ids[row.key], number, *content, valid_from, now, publication and publication.pk

    merge_rows(
        IndicatorVersion,
        key=["indicator_id", "number"],
        columns=[],
        only_when_added=[*Content._fields, "valid_from", "created_at", "publication_id"],
        rows=map(version, rows),
    )
