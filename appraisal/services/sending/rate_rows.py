"""Levels that a rater's own program sends: what the account may give on the scoring sheet, and nothing else.

Ratings of peers and subordinates are given on their own page alone; an admin never rates (contract 6).
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.files.errors import RowError
from appraisal.services.periods.lock_period import PeriodStateError
from appraisal.services.rating.find_rated_period import RatedPeriod, find_rated_period
from appraisal.services.rating.load_rating_sheet import load_rating_sheet
from appraisal.services.rating.rate_employee import (
    GivenRating,
    NoSuchRowError,
    NotTheRaterError,
    RatingRefusedError,
    RowClosedError,
    StaleRatingError,
    rate_employee,
)
from appraisal.services.sending.results import RowResult, RowStatus

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from agencies.permissions import Actor
    from appraisal.documents.rating_sheet import RatingRow


@dataclass(frozen=True, slots=True)
class LevelRow:
    """A level for one dimension of one person in a period. Who gives it is the account, as supervisor."""

    row_number: int
    nip: str
    period: str
    rubric: str
    dimension: str
    level: int


def rate_rows(rows: Sequence[LevelRow], actor: Actor) -> Iterator[RowResult]:
    """Give the levels, person by person; dimensions that are not named keep theirs.

    The sheet of a period is loaded once; each person then costs what saving a row of the sheet costs.
    """
    today = timezone.localdate()
    for period, of_period in groupby(sorted(rows, key=attrgetter("period", "nip")), key=attrgetter("period")):
        rated = find_rated_period(code=period, actor=actor, today=today)
        if rated is None:
            message = _("Periode %(period)s belum dibuka untuk penilaian. Periksa kodenya.") % {"period": period}
            yield from _refused(list(of_period), "periode", message)
            continue
        sheet = load_rating_sheet(rated=rated, actor=actor, today=today)
        for nip, of_person in groupby(of_period, key=attrgetter("nip")):
            found = [row for row in sheet.rows if row.nip == nip and not row.rated_elsewhere]
            yield from _rate(list(of_person), found, rated, actor)


def _rate(
    rows: Sequence[LevelRow], found: Sequence[RatingRow], rated: RatedPeriod, actor: Actor
) -> Iterator[RowResult]:
    if len(found) != 1:
        yield from _refused(rows, "nip", _not_one(len(found), rows[0]))
        return
    [stored] = found
    asked = {(part.rubric, part.code): part for part in stored.dimensions}
    given = [row for row in rows if (row.rubric, row.dimension) in asked]
    unknown = [row for row in rows if (row.rubric, row.dimension) not in asked]
    named = ", ".join(f"{rubric}/{code}" for rubric, code in asked)
    message = _("Dimensi ini tidak ditanyakan pada penilaian ini. Yang ditanyakan: %(named)s.") % {"named": named}
    yield from _refused(unknown, "dimensi", message)
    if not given:
        return
    levels = {asked[row.rubric, row.dimension].id: row.level for row in given}
    merged = GivenRating(version=stored.version, levels={**stored.levels, **levels})
    try:
        rate_employee(period=rated.period, plan_id=stored.plan_id, given=merged, actor=actor)
    except (PeriodStateError, RowClosedError, StaleRatingError, RatingRefusedError, NotTheRaterError) as refused:
        yield from _refused(given, "periode", str(refused))
    except NoSuchRowError:
        yield from _refused(given, "nip", _not_one(0, rows[0]))
    else:
        for row in given:
            yield RowResult(row.row_number, _status(asked[row.rubric, row.dimension].level, row.level))


def _status(before: int | None, after: int) -> RowStatus:
    if before is None:
        return RowStatus.CREATED
    return RowStatus.UNCHANGED if before == after else RowStatus.UPDATED


def _not_one(count: int, row: LevelRow) -> str:
    values = {"nip": row.nip, "period": row.period}
    if count:
        return _("Pegawai %(nip)s ada pada beberapa baris penilaian Anda di %(period)s. Nilailah di layar.") % values
    return (
        _("Akun ini tidak menilai pegawai %(nip)s pada %(period)s. Penilaian dikirim dengan akun pejabat penilainya.")
        % values
    )


def _refused(rows: Iterable[LevelRow], column: str, message: str) -> Iterator[RowResult]:
    return (RowResult.refused(row.row_number, RowError(row.row_number, column, None, message)) for row in rows)
