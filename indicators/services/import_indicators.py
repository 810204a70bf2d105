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
from agencies.services.row_checks import foreign_agency_errors, refuse_errors, repeated_rows
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
)
from indicators.models.indicator import SINCE_ALWAYS
from indicators.services.catalogue.direction_rule import (
    direction_refusal,
    indicators_with_targets,
    takes_other_targets,
)

Key = tuple[str, str]
Publications = Mapping[str, CataloguePublication | None]
"""Under which version of an agency's catalogue its rows come, by the agency's code."""


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
    """The version of an indicator that counts in the end, and the highest number that any version of it has.

    ``is_gone`` says that the publication that brought the indicator in was taken back.
    """

    indicator_id: int
    last_number: int
    valid_from: datetime.date
    content: Content
    is_gone: bool


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
    publications: Mapping[str, CataloguePublication] | None = None,
) -> TakenRows:
    """Add indicators, and a further version where the newest one says something else.

    A file by itself names no date: it corrects, so the further version is valid from the same day as the newest one;
    with a ``publication`` (of all rows) or ``publications`` (by code of the agency) it is valid from that one's month.
    The first version of an indicator counts for every period. What the file has no column for stays as it is stored.
    ``refused`` are errors of rows that could not be read; nothing is stored then, yet the other rows are checked.

    Raises:
        FileRefused: repeated keys, unknown agencies, a direction that stored targets do not fit, a newer version.
    """
    published = publications or dict.fromkeys({row.agency_code for row in rows}, publication)
    save = partial(_save, rows, refused, published, actor)
    return take_file(kind="indicators", source=source, actor=actor, save=save)


def _save(
    rows: Sequence[IndicatorRow], refused: Sequence[RowError], published: Publications, actor: Actor | None
) -> TakenRows:
    agencies = dict(Agency.objects.values_list("code", "id"))
    newest = _newest_versions(rows)
    changed = [row for row in rows if row.key in newest and _says_something_else(row, newest[row.key])]
    errors = [
        *refused,
        *repeated_rows(rows, key=attrgetter("key"), named="kode_opd dan kode"),
        *_agency_errors(rows, agencies),
        *foreign_agency_errors(
            rows,
            actor=actor,
            agency_id=lambda row: agencies.get(row.agency_code),
            column="kode_opd",
            value=attrgetter("agency_code"),
        ),
        *_direction_errors(changed, newest),
        *_newer_version_errors(changed, newest, published),
    ]
    refuse_errors(errors)
    merge_rows(
        Indicator, key=["agency_id", "code"], columns=[], rows=[(agencies[row.agency_code], row.code) for row in rows]
    )
    new = [row for row in rows if row.key not in newest]
    updated = {row.key for row in changed} | (_revive(rows) - {row.key for row in new})
    _write_versions(new + changed, newest, published)
    return TakenRows(new=len(new), updated=len(updated), unchanged=len(rows) - len(new) - len(updated))


def _says_something_else(row: IndicatorRow, stored: NewestVersion) -> bool:
    return stored.is_gone or row.content.over(stored.content) != stored.content


def _newer_version_errors(
    changed: Iterable[IndicatorRow], newest: Mapping[Key, NewestVersion], published: Publications
) -> Iterator[RowError]:
    for row in changed:
        begun = newest[row.key].valid_from
        publication = published.get(row.agency_code)
        if publication is not None and begun > publication.valid_from and not newest[row.key].is_gone:
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
    flipped = {
        newest[row.key].indicator_id: row
        for row in changed
        if takes_other_targets(Direction(newest[row.key].content.direction), row.direction)
    }
    for indicator_id in indicators_with_targets(flipped):
        row = flipped[indicator_id]
        message = direction_refusal(Direction(newest[row.key].content.direction))
        yield RowError(row.row_number, "arah", row.direction.label, message)


def _newest_versions(rows: Iterable[IndicatorRow]) -> dict[Key, NewestVersion]:
    """The newest version of each indicator of the agencies that the file names."""
    facts = ("indicator__agency__code", "indicator__code", "indicator__retired_from", "indicator_id", "number")
    stored = (
        IndicatorVersion.objects.filter(indicator__agency__code__in={row.agency_code for row in rows})
        .order_by("valid_from", "number")
        .values_list(*facts, "valid_from", *Content._fields)
    )
    newest: dict[Key, NewestVersion] = {}
    for agency_code, code, retired_from, indicator_id, number, valid_from, *content in stored:
        older = newest.get((agency_code, code))
        last_number = max(number, older.last_number if older else 0)
        is_gone = retired_from == SINCE_ALWAYS
        newest[agency_code, code] = NewestVersion(indicator_id, last_number, valid_from, Content(*content), is_gone)
    return newest


def _revive(rows: Iterable[IndicatorRow]) -> set[Key]:
    """Retired indicators that the file names are measured by again; which they are."""
    named = {row.key for row in rows}
    retired = Indicator.objects.filter(retired_from__isnull=False).values_list("id", "agency__code", "code")
    again = {indicator_id: (agency, code) for indicator_id, agency, code in retired if (agency, code) in named}
    if again:
        Indicator.objects.filter(id__in=again).update(retired_from=None)
    return set(again.values())


def _write_versions(rows: Sequence[IndicatorRow], newest: Mapping[Key, NewestVersion], published: Publications) -> None:
    indicators = Indicator.objects.filter(agency__code__in={row.agency_code for row in rows})
    ids = {(agency, code): number for agency, code, number in indicators.values_list("agency__code", "code", "id")}
    now = timezone.now()

    def version(row: IndicatorRow) -> tuple[object, ...]:
        older = newest.get(row.key)
        publication = published.get(row.agency_code)
        number, valid_from = (older.last_number + 1, older.valid_from) if older else (1, SINCE_ALWAYS)
        if older and publication and not older.is_gone:
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
