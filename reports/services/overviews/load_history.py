"""The figures of a period beside the period before it and the months up to it: one query for the whole table."""

import datetime
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef

from agencies.services.load_agency_tree import Branch
from agencies.tenancy.scope import current_region_id
from appraisal.models import Delivery, Evaluation, Period, PeriodKind
from appraisal.period_codes import parse_period_code
from appraisal.scoring.wording import month_name
from appraisal.services.evaluation.find_unplanned import places_without_evaluation
from reports.documents.data_standing import DataStanding, caveat_of
from reports.documents.overviews import Compared, KeyFigures, MonthlyMeans, Trend
from reports.documents.summaries import Share
from reports.services.overviews.load_figures import UnitFigures, add_unplanned, load_evaluated

MONTHS_SHOWN = 6


@dataclass(frozen=True, slots=True)
class History:
    """The figures by period and agency, of ``period``, of the one ``before`` it, and of the ``months`` up to its end.

    ``before`` is the period of the same length right before, if it was evaluated; months begin with the first one that
    was. Only the figures of ``period`` itself know who is unplanned.
    """

    period: Period
    before: Period | None
    months: tuple[Period, ...]
    figures: Mapping[int, Mapping[int, UnitFigures]]

    def standing(self, agency_ids: Collection[int], period: Period | None = None) -> DataStanding:
        """How far some agencies stand in a period, by default in the one in view."""
        shown = period or self.period
        unit = self.of(agency_ids, shown)
        return DataStanding.of(share_of(unit), is_locked=shown.is_locked, unplanned=len(unit.unplanned))

    def of(self, agency_ids: Collection[int], period: Period | None = None) -> UnitFigures:
        """Some agencies together in a period, by default in the one in view."""
        units = self.figures[(period or self.period).pk]
        return UnitFigures.of_all(units[pk] for pk in agency_ids if pk in units)


def load_history(*, period: Period, evaluated: Iterable[Period], agency_ids: Collection[int] | None = None) -> History:
    """Two queries. ``evaluated`` are the periods of the region that have evaluations."""
    known = {one.code: one for one in evaluated}
    before = known.get(code_before(period.code))
    months = _months_until(period.last_day, known.values())
    shown = {one.pk for one in (period, before, *months) if one is not None}
    figures = load_evaluated(period_ids=shown, agency_ids=agency_ids)
    add_unplanned(figures[period.pk], period=period, agency_ids=agency_ids)
    return History(period, before, months, figures)


def code_before(code: str) -> str:
    """The code of the period of the same length that ends the day before one begins."""
    span = parse_period_code(code)
    end = span.first_day - datetime.timedelta(days=1)
    place = (end.month - 1) // len(span.months) + 1
    return {
        "month": f"{end.year:04}-{place:02}",
        "quarter": f"{end.year:04}-Q{place}",
        "semester": f"{end.year:04}-S{place}",
        "year": f"{end.year:04}",
    }[span.kind]


def _months_until(last_day: datetime.date, known: Iterable[Period]) -> tuple[Period, ...]:
    """The evaluated months among the six that end on a day, oldest first."""
    earliest = last_day.year * 12 + last_day.month - MONTHS_SHOWN
    months = [
        one
        for one in known
        if one.kind == PeriodKind.MONTH
        and one.last_day <= last_day
        and one.first_day.year * 12 + one.first_day.month > earliest
    ]
    return tuple(sorted(months, key=lambda one: one.first_day))


def compared_figures(history: History, agency_ids: Collection[int] | None = None) -> Compared:
    """The three figures of a period and of the one before it. At most two queries more."""
    delivered = _delivered([one.pk for one in (history.period, history.before) if one], agency_ids)
    now = history.of(history.figures[history.period.pk] if agency_ids is None else agency_ids)
    figures = _key_figures(now, len(now.unplanned), delivered.get(history.period.pk, 0))
    if history.before is None:
        return Compared(figures, None, "")
    units = history.figures[history.before.pk]
    then = history.of(units if agency_ids is None else agency_ids, history.before)
    label = parse_period_code(history.before.code).label
    if not then.counts.evaluated:
        return Compared(figures, None, label)
    places = places_without_evaluation(period=history.before, agency_ids=agency_ids)
    unplanned = places.order_by().values("employee_id").distinct().count()
    former = _key_figures(then, unplanned, delivered.get(history.before.pk, 0))
    return Compared(
        figures, former, label, caveat_of(_stands(figures, history.period), _stands(former, history.before))
    )


def _stands(figures: KeyFigures, period: Period) -> DataStanding:
    return DataStanding.of(figures.complete, is_locked=period.is_locked, unplanned=figures.unplanned)


def _key_figures(unit: UnitFigures, unplanned: int, delivered: int) -> KeyFigures:
    return KeyFigures(
        mean=unit.means.final if unit.means else None,
        complete=share_of(unit),
        delivered=Share(delivered, unit.complete),
        unplanned=unplanned,
    )


def share_of(unit: UnitFigures) -> Share:
    """The complete evaluations of all definitive ones in force."""
    return Share(unit.complete, unit.counts.evaluated)


def _delivered(period_ids: Sequence[int], agency_ids: Collection[int] | None) -> dict[int, int]:
    """How many complete definitive evaluations were delivered in the revision in force, by period. One query."""
    same = Delivery.objects.filter(
        region_id=current_region_id(),
        period_id=OuterRef("period_id"),
        plan_id=OuterRef("plan_id"),
        revision=OuterRef("revision"),
    )
    found = Evaluation.objects.filter(period_id__in=period_ids, placement_kind="definitive", complete=True).latest()
    if agency_ids is not None:
        found = found.filter(agency_id__in=agency_ids)
    return dict(found.filter(Exists(same)).order_by().values_list("period_id").annotate(Count("plan_id")))


def trend_of(history: History, branches: Iterable[Branch]) -> Trend:
    """The monthly means of some units; those that never had one are left out."""
    units = []
    shown = list(branches)
    for branch in shown:
        means = [history.of(branch.agency_ids, month).means for month in history.months]
        values = tuple(mean.result if mean else None for mean in means)
        if any(value is not None for value in values):
            units.append(MonthlyMeans(branch.node.name, branch.node.code, values))
    units.sort(key=lambda unit: (unit.change is None, unit.change or 0))
    everybody = frozenset().union(*(branch.agency_ids for branch in shown))
    ends = [history.standing(everybody, month) for month in history.months]
    caveat = caveat_of(ends[-1], ends[0]) if ends else ""
    return Trend(tuple(_short(month) for month in history.months), tuple(units), caveat)


def _short(month: Period) -> str:
    """`Agu 2026`: six months stand beside each other on a phone."""
    return f"{month_name(month.first_day.month)[:3]} {month.first_day.year}"
