"""Import of indicators and what they say (contract section 4)."""

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import NamedTuple

from django.utils import timezone

from agencies.files.errors import RowError
from agencies.models import Agency
from agencies.permissions import Actor
from agencies.services.row_checks import refuse_errors, repeated_rows
from agencies.services.take_file import SourceFile, TakenRows, take_file
from agencies.tenancy.bulk import merge_rows
from indicators.models import Aspect, Direction, Indicator, IndicatorVersion, Pattern, PlanItem
from indicators.models.indicator import SINCE_ALWAYS

Key = tuple[str, str]


class Content(NamedTuple):
    """What a version of an indicator says."""

    name: str
    unit: str
    direction: str
    pattern: str
    aspect: str
    definition: str


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

    @property
    def key(self) -> Key:
        """What makes an indicator the same one again."""
        return self.agency_code, self.code

    @property
    def content(self) -> Content:
        """What it says about the indicator."""
        return Content(self.name, self.unit, self.direction, self.pattern, self.aspect, self.definition)


def import_indicators(
    *,
    rows: Sequence[IndicatorRow],
    source: SourceFile,
    actor: Actor | None = None,
    refused: Sequence[RowError] = (),
) -> TakenRows:
    """Add indicators, and a further version where the newest one says something else.

    A file names no date: it corrects, so the further version is valid from the same day as the newest one. ``refused``
    are errors of rows that could not be read; nothing is stored then, yet the other rows are checked.

    Raises:
        FileRefused: repeated keys, unknown agencies, a direction that stored targets do not fit.
    """
    return take_file(kind="indicators", source=source, actor=actor, save=lambda: _save(rows, refused))


def _save(rows: Sequence[IndicatorRow], refused: Sequence[RowError]) -> TakenRows:
    agencies = dict(Agency.objects.values_list("code", "id"))
    newest = _newest_versions(rows)
    changed = [row for row in rows if row.key in newest and newest[row.key].content != row.content]
    errors = [
        *refused,
        *repeated_rows(rows, key=attrgetter("key"), named="kode_opd dan kode"),
        *_agency_errors(rows, agencies),
        *_direction_errors(changed, newest),
    ]
    refuse_errors(errors)
    new = merge_rows(
        Indicator, key=["agency_id", "code"], columns=[], rows=[(agencies[row.agency_code], row.code) for row in rows]
    ).added
    _write_versions([row for row in rows if row.key not in newest] + changed, newest)
    return TakenRows(new=new, updated=len(changed), unchanged=len(rows) - new - len(changed))


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


def _write_versions(rows: Sequence[IndicatorRow], newest: Mapping[Key, NewestVersion]) -> None:
    indicators = Indicator.objects.filter(agency__code__in={row.agency_code for row in rows})
    ids = {(agency, code): number for agency, code, number in indicators.values_list("agency__code", "code", "id")}
    now = timezone.now()

    def version(row: IndicatorRow) -> tuple[object, ...]:
        older = newest.get(row.key)
        number, valid_from = (older.last_number + 1, older.valid_from) if older else (1, SINCE_ALWAYS)
        return ids[row.key], number, *row.content, valid_from, now

    merge_rows(
        IndicatorVersion,
        key=["indicator_id", "number"],
        columns=[],
        only_when_added=[*Content._fields, "valid_from", "created_at"],
        rows=map(version, rows),
    )
