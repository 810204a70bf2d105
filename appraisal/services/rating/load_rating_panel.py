"""The panel beside a row of the sheet: what helps to decide, and nothing that decides. A fixed number of queries."""

import datetime
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from agencies.dates import long_month
from agencies.permissions import Actor
from agencies.tenancy.scope import current_region_id
from appraisal.documents.rating_sheet import RatingRow
from appraisal.models import Actual, ActualState, Evaluation, EvaluationItem, Period, PeriodKind
from appraisal.scoring.card import ItemResult
from appraisal.scoring.types import ItemKind, Predicate, Rating
from appraisal.services.evidence.find_evidence import ShownEvidence, find_evidence
from appraisal.services.feedback.recent_feedback import ShownFeedback, recent_feedback
from appraisal.services.peers.sealed import held_back_of
from appraisal.services.rating.load_rating_rows import RatedPlan
from appraisal.services.scorecards.find_evaluations import own_evaluations
from indicators.models import IndicatorVersion

MONTHS_BACK = 5
"""With the period itself that makes the last six months."""


@dataclass(frozen=True, slots=True)
class PanelReport:
    """What was reported for a month: its value, where it stands, the employee's note, the files."""

    month: str
    value: Decimal | None
    state: ActualState
    note: str
    evidence: tuple[ShownEvidence, ...]


@dataclass(frozen=True, slots=True)
class PanelIndicator:
    """An indicator with its figures in the period, its reports, and its attainment month by month (oldest first).

    ``may_be_declared``: nothing is reported for this one month, which may be declared not applicable instead.
    """

    id: int
    name: str
    unit: str
    is_additional: bool
    result: ItemResult
    reports: tuple[PanelReport, ...]
    attainments: tuple[Decimal | None, ...]
    may_be_declared: bool

    @property
    def has_history(self) -> bool:
        """Whether there is more than the period itself to draw."""
        return any(value is not None for value in self.attainments[:-1])


@dataclass(frozen=True, slots=True)
class PastMonth:
    """What an earlier month came to, to be read and never to be copied."""

    label: str
    final: Decimal | None
    result: Rating | None
    behaviour: Rating | None
    predicate: Predicate | None


@dataclass(frozen=True, slots=True)
class RatingPanel:
    """All that the panel says of one row."""

    row: RatingRow
    indicators: tuple[PanelIndicator, ...]
    past: tuple[PastMonth, ...]
    feedback: tuple[ShownFeedback, ...]


def load_rating_panel(*, rated: RatedPlan, period: Period, actor: Actor) -> RatingPanel:
    """What is known of one person for one period. Whether the actor may see it is for the caller to ask.

    Past months are those evaluations that the actor may read: a month under somebody else stays a gap, and so does
    one that waits for peers and subordinates (docs/adr/0008).
    """
    row = rated.row()
    months = _months_before(period)
    past = _past(row, months, actor)
    waiting = held_back_of(list(past.values()))
    told = {month for month, one in past.items() if (one.period_id, one.plan_id) not in waiting}
    attainments = _attainments(past)
    versions = _versions(rated)
    reports = _reports(row.employee_id, {version.indicator_id for version in versions.values()}, period)
    return RatingPanel(
        row=row,
        indicators=tuple(
            _indicator(result, versions[result.key], reports, attainments, period)
            for result in row.card.indicators.items
        ),
        past=tuple(_past_month(month, past[month]) for month in reversed(months) if month in told),
        feedback=recent_feedback(employee_id=row.employee_id, since=(months or [period.first_day])[0], actor=actor),
    )


def _months_before(period: Period) -> list[datetime.date]:
    """The first days of the months before the period, oldest first."""
    first = period.first_day.year * 12 + period.first_day.month - 1
    return [datetime.date(number // 12, number % 12 + 1, 1) for number in range(first - MONTHS_BACK, first)]


def _past(row: RatingRow, months: Sequence[datetime.date], actor: Actor) -> dict[datetime.date, Evaluation]:
    rows = (
        own_evaluations(row.employee_id)
        .visible_to(actor)
        .filter(period__kind=PeriodKind.MONTH, period__first_day__in=months)
        .select_related("period", "scheme")
        .defer("snapshot")
        .order_by("-placement_kind", "plan_id")
    )
    return {evaluation.period.first_day: evaluation for evaluation in rows}


def _attainments(past: Mapping[datetime.date, Evaluation]) -> dict[tuple[int, datetime.date], Decimal]:
    """By indicator and month, what the evaluations in force found."""
    by_key = {(one.period_id, one.plan_id, one.revision): month for month, one in past.items()}
    rows = EvaluationItem.objects.filter(
        region_id=current_region_id(),
        period_id__in={one.period_id for one in past.values()},
        plan_id__in={one.plan_id for one in past.values()},
        attainment__isnull=False,
    ).values_list("period_id", "plan_id", "revision", "indicator_version__indicator_id", "attainment")
    return {
        (indicator_id, by_key[period_id, plan_id, revision]): attainment
        for period_id, plan_id, revision, indicator_id, attainment in rows
        if (period_id, plan_id, revision) in by_key
    }


def _versions(rated: RatedPlan) -> dict[str, IndicatorVersion]:
    """What each item's indicator says, by the key of the item."""
    ids = {key: version_id for key, (_item, version_id) in rated.plan.item_ids.items()}
    found = IndicatorVersion.objects.only("id", "indicator_id", "name", "unit").in_bulk(list(ids.values()))
    return {key: found[version_id] for key, version_id in ids.items()}


def _reports(employee_id: int, indicator_ids: Collection[int], period: Period) -> dict[int, list[PanelReport]]:
    rows = list(
        Actual.objects.filter(
            employee_id=employee_id,
            indicator_id__in=indicator_ids,
            month__range=(period.first_day, period.last_day),
        ).order_by("month")
    )
    evidence = find_evidence([one.pk for one in rows])
    found: dict[int, list[PanelReport]] = defaultdict(list)
    for one in rows:
        found[one.indicator_id].append(
            PanelReport(
                month=long_month(one.month.year, one.month.month),
                value=one.value,
                state=ActualState(one.state),
                note=one.note,
                evidence=evidence.get(one.pk, ()),
            )
        )
    return found


def _indicator(
    result: ItemResult,
    version: IndicatorVersion,
    reports: Mapping[int, Sequence[PanelReport]],
    attainments: Mapping[tuple[int, datetime.date], Decimal],
    period: Period,
) -> PanelIndicator:
    before = (attainments.get((version.indicator_id, month)) for month in _months_before(period))
    told = tuple(reports.get(version.indicator_id, ()))
    return PanelIndicator(
        id=version.indicator_id,
        name=version.name,
        unit=version.unit,
        is_additional=result.kind is ItemKind.ADDITIONAL,
        result=result,
        reports=told,
        attainments=(*before, result.attainment),
        may_be_declared=not told and result.target is not None and period.kind == PeriodKind.MONTH,
    )


def _past_month(month: datetime.date, evaluation: Evaluation) -> PastMonth:
    return PastMonth(
        label=long_month(month.year, month.month),
        final=evaluation.final_score if evaluation.complete else None,
        result=Rating(evaluation.result_rating) if evaluation.result_rating else None,
        behaviour=Rating(evaluation.behaviour_rating) if evaluation.behaviour_rating else None,
        predicate=Predicate(evaluation.predicate) if evaluation.predicate else None,
    )
