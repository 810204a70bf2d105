"""How far the rating of some people has come in any period: who rates each of their plans, and whether it was sent."""

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple, Self

from django.db.models import Q, QuerySet

from agencies.models import Agency, Placement
from appraisal.models import (
    Delivery,
    Exclusion,
    FinalJudgement,
    Period,
    RaterRole,
    Rating,
    RatingChange,
    RubricVersion,
    SchemeVersion,
    SentRating,
)
from appraisal.period_codes import PeriodSpan, parse_period_code
from appraisal.scoring.plan_months import DatedPlan, DaySpan, assign_months
from appraisal.scoring.types import PlacementKind
from appraisal.services.evaluation.load_placements import PlanKey, Span, placement_on
from appraisal.services.evaluation.period_facts import ValidScheme, scheme_holder
from indicators.models import Plan


class RowState(StrEnum):
    """Belum dinilai, siap dikirim, terkirim.

    What was delivered or finally judged counts as sent, and so does a rating that was never changed on a sheet: it came
    from a file and was decided elsewhere. No sheet holds it back (:mod:`appraisal.services.completeness.stage_query`
    says the same).
    """

    UNRATED = "unrated"
    READY = "ready"
    SENT = "sent"


class ProgressRow(NamedTuple):
    """A plan in a period. ``is_excluded``: it is not waited for. Without ``rater_id`` the regional head rates it."""

    plan_id: int
    employee_id: int
    rater_id: int | None
    state: RowState
    is_excluded: bool

    @property
    def is_waiting(self) -> bool:
        """Whether the rater has something left to do."""
        return self.state is not RowState.SENT and not self.is_excluded


class AgreedPlan(NamedTuple):
    """An agreed plan of one of the people."""

    id: int
    key: PlanKey
    year: int


class _Absence(NamedTuple):
    """The days of an exclusion in force; without a last day it goes on."""

    first_day: datetime.date
    last_day: datetime.date | None


@dataclass(frozen=True, slots=True)
class RatingProgress:
    """Some people over two years at most, with what is needed to say who rates them in which period, and how far."""

    plans: Mapping[int, AgreedPlan]
    spans: Mapping[PlanKey, Sequence[Span]]
    parents: Mapping[int, int | None]
    schemes: Sequence[tuple[SchemeVersion, ValidScheme]]
    rubrics: Sequence[tuple[str, datetime.date, Collection[str]]]
    given: Mapping[tuple[int, str, int | None], Collection[tuple[str, str]]]
    sent: Collection[tuple[str, int]]
    changed: Collection[tuple[str, int]]
    absences: Mapping[int, Sequence[_Absence]]

    @classmethod
    def load(cls, under: Q, begin: datetime.date, today: datetime.date, periods: Iterable[Period]) -> Self:
        """Those with such a placement from ``begin`` to today; ``periods`` are those that exist. Eleven queries."""
        people = Placement.objects.during(begin, today).filter(under).values("employee_id")
        last = datetime.date(today.year, 12, 31)
        spans = _spans(people, begin, last)
        employee_ids = {key.employee_id for key in spans}
        plans = Plan.objects.all().agreed().filter(employee_id__in=employee_ids, year__gte=begin.year)
        rows = list(plans.values_list("id", "employee_id", "agency_id", "placement_kind", "year"))
        versions = SchemeVersion.objects.filter(valid_from__lte=last).order_by("valid_from", "number")
        codes = {period.pk: period.code for period in periods}
        return cls(
            plans={pk: AgreedPlan(pk, PlanKey(person, unit, kind), year) for pk, person, unit, kind, year in rows},
            spans=spans,
            parents=dict(Agency.objects.values_list("id", "parent_id")),
            schemes=[(version, ValidScheme.of(version)) for version in versions],
            rubrics=[
                (name, begun, [part["code"] for part in dimensions])
                for name, begun, dimensions in RubricVersion.objects.order_by("valid_from", "number").values_list(
                    "rubric__name", "valid_from", "dimensions"
                )
            ],
            given=_given(employee_ids, codes),
            sent=_sent([pk for pk, *_rest in rows], codes),
            changed=_changed([pk for pk, *_rest in rows], codes),
            absences=_absences(employee_ids, begin),
        )

    def rows_of(self, span: PeriodSpan) -> Iterator[ProgressRow]:
        """Every plan with a month in the period, whoever rates it."""
        of_person: dict[int, list[DatedPlan]] = defaultdict(list)
        for plan in self.plans.values():
            if plan.year == span.year:
                days = tuple(DaySpan(one.first_day, one.last_day) for one in self.spans.get(plan.key, ()))
                of_person[plan.key.employee_id].append(DatedPlan(str(plan.id), PlacementKind(plan.key.kind), days))
        for employee_id, dated in of_person.items():
            for key, share in assign_months(dated, span.year, span.months).items():
                if share.months:
                    yield self._row(int(key), employee_id, span)

    def rater_of(self, plan_id: int, day: datetime.date) -> int | None:
        """The supervisor of the plan's last placement that had begun by a day (contract 2.9)."""
        return placement_on(self.spans[self.plans[plan_id].key], day).supervisor_id

    def has_begun(self, plan_id: int, day: datetime.date) -> bool:
        """Whether a placement behind a plan had begun by a day, so that somebody can be said to rate it."""
        return any(span.first_day <= day for span in self.spans.get(self.plans[plan_id].key, ()))

    def _row(self, plan_id: int, employee_id: int, span: PeriodSpan) -> ProgressRow:
        away = any(
            one.first_day <= span.last_day and (one.last_day is None or one.last_day >= span.last_day)
            for one in self.absences.get(employee_id, ())
        )
        state = self._state(plan_id, span)
        return ProgressRow(plan_id, employee_id, self.rater_of(plan_id, span.last_day), state, away)

    def _state(self, plan_id: int, span: PeriodSpan) -> RowState:
        if (span.code, plan_id) in self.sent:
            return RowState.SENT
        if not self._is_rated(plan_id, span):
            return RowState.UNRATED
        return RowState.READY if (span.code, plan_id) in self.changed else RowState.SENT

    def _is_rated(self, plan_id: int, span: PeriodSpan) -> bool:
        """Whether every dimension is rated for the period, or in a longer one for one of its months."""
        if self._is_complete(plan_id, span):
            return True
        months = (parse_period_code(code) for code in span.month_codes if code != span.code)
        return any(self.has_begun(plan_id, month.last_day) and self._is_complete(plan_id, month) for month in months)

    def _is_complete(self, plan_id: int, span: PeriodSpan) -> bool:
        plan = self.plans[plan_id]
        scheme = self._scheme_of(plan.key.agency_id, span.last_day)
        if scheme is None:
            return False
        given = self.given.get((plan.key.employee_id, span.code, self.rater_of(plan_id, span.last_day)), ())
        asked = {name: codes for name, begun, codes in self.rubrics if begun <= span.last_day}
        return all(one in given for one in scheme.asked_of(asked))

    def _scheme_of(self, agency_id: int, day: datetime.date) -> ValidScheme | None:
        newest = {version.agency_id: scheme for version, scheme in self.schemes if version.valid_from <= day}
        return newest.get(scheme_holder(agency_id, self.parents, newest))


def _spans(people: QuerySet[Placement, Any], begin: datetime.date, last: datetime.date) -> dict[PlanKey, list[Span]]:
    columns = ("employee_id", "agency_id", "kind", "first_day", "last_day", "position", "supervisor_id")
    spans: dict[PlanKey, list[Span]] = defaultdict(list)
    places = Placement.objects.during(begin, last).filter(employee_id__in=people).order_by("first_day", "id")
    for person, agency, kind, first_day, last_day, position, supervisor_id in places.values_list(*columns):
        span = Span(first_day, last_day or datetime.date.max, position, supervisor_id)
        spans[PlanKey(person, agency, kind)].append(span)
    return spans


def _given(
    employee_ids: Collection[int], codes: Mapping[int, str]
) -> dict[tuple[int, str, int | None], set[tuple[str, str]]]:
    """What supervisors have rated, by person, period and rater (none for the regional head): rubric and dimension."""
    given: dict[tuple[int, str, int | None], set[tuple[str, str]]] = defaultdict(set)
    rows = Rating.objects.filter(
        employee_id__in=employee_ids, period_id__in=codes.keys(), role=RaterRole.SUPERVISOR
    ).values_list("employee_id", "period_id", "rater_id", "dimension__rubric__name", "dimension__code")
    for employee_id, period_id, rater_id, rubric, code in rows:
        given[employee_id, codes[period_id], rater_id].add((rubric, code))
    return given


def _sent(plan_ids: Collection[int], codes: Mapping[int, str]) -> set[tuple[str, int]]:
    """The rows that were sent and not opened again; without having been sent, those whose result was delivered and the
    years that were judged.
    """
    of_plans = Q(plan_id__in=plan_ids, period_id__in=codes.keys())
    rows = SentRating.objects.filter(of_plans).values_list("period_id", "plan_id", "reopened_at")
    in_force = {(period_id, plan_id): False for period_id, plan_id, _reopened in rows}
    in_force |= {(period_id, plan_id): True for period_id, plan_id, reopened in rows if reopened is None}
    delivered = Delivery.objects.filter(of_plans).order_by().values_list("period_id", "plan_id")
    judged = FinalJudgement.objects.filter(of_plans).order_by().values_list("period_id", "plan_id")
    for row in delivered.union(judged):
        in_force.setdefault(row, True)
    return {(codes[period_id], plan_id) for (period_id, plan_id), stands in in_force.items() if stands}


def _changed(plan_ids: Collection[int], codes: Mapping[int, str]) -> set[tuple[str, int]]:
    """The rows that somebody changed on a sheet."""
    changes = RatingChange.objects.filter(plan_id__in=plan_ids, period_id__in=codes.keys()).order_by()
    return {
        (codes[period_id], plan_id) for period_id, plan_id in changes.values_list("period_id", "plan_id").distinct()
    }


def _absences(employee_ids: Collection[int], begin: datetime.date) -> dict[int, list[_Absence]]:
    still = Q(last_day__isnull=True) | Q(last_day__gte=begin)
    rows = Exclusion.objects.filter(still, employee_id__in=employee_ids, ended_at__isnull=True)
    found: dict[int, list[_Absence]] = defaultdict(list)
    for employee_id, first_day, last_day in rows.values_list("employee_id", "first_day", "last_day"):
        found[employee_id].append(_Absence(first_day, last_day))
    return found
