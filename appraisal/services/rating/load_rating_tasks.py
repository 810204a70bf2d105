"""What waits for a rater: the open periods with how many people are rated, and the locked ones to look back on."""

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Self

from django.db.models import Count, Exists, OuterRef, Q

from agencies.models import Agency, Placement, Role
from agencies.permissions import Actor
from appraisal.models import Delivery, Evaluation, Period, RaterRole, Rating, RubricVersion, SchemeVersion
from appraisal.period_codes import PeriodSpan, parse_period_code
from appraisal.scoring.plan_months import DatedPlan, DaySpan, assign_months
from appraisal.scoring.types import OVERALL_DIMENSION, PlacementKind
from appraisal.services.evaluation.load_placements import PlanKey, Span, placement_on
from appraisal.services.evaluation.period_facts import ValidScheme
from appraisal.services.rating.load_rating_sheet import rates
from indicators.models import Plan


@dataclass(frozen=True, slots=True)
class RatingTask:
    """A period in which somebody is rated by this person. ``undelivered`` are complete results not yet handed over."""

    code: str
    label: str
    total: int
    rated: int
    undelivered: int
    deadline: datetime.date | None
    locked_at: datetime.datetime | None

    @property
    def is_done(self) -> bool:
        """Whether nobody is left to rate."""
        return self.rated == self.total


@dataclass(frozen=True, slots=True)
class RatingTasks:
    """The tasks, newest first; a month comes before the quarter that it ends."""

    open: tuple[RatingTask, ...]
    locked: tuple[RatingTask, ...]
    next_opens: datetime.date

    @property
    def is_idle(self) -> bool:
        """Whether nothing waits."""
        return all(task.is_done and not task.undelivered for task in self.open)


def load_rating_tasks(*, actor: Actor, today: datetime.date) -> RatingTasks:
    """The periods of this year and the last one that have begun. Ten queries, whatever their number.

    Months are there from their first day on, also before anybody has named them; longer periods where they exist.
    """
    begin = datetime.date(today.year - 1, 1, 1)
    known = {period.code: period for period in Period.objects.filter(first_day__gte=begin, first_day__lte=today)}
    staff = _Staff.load(actor, begin, today, known.values())
    spans = {code: parse_period_code(code) for code in {*known, *_months(begin, today)}}
    undelivered = _undelivered(actor, known.values())
    tasks = []
    for span in sorted(spans.values(), key=lambda span: (span.last_day, -len(span.months)), reverse=True):
        period = known.get(span.code)
        states = [staff.is_rated(plan_id, span) for plan_id in staff.rated_in(span)]
        if states:
            locks = [one for one in known.values() if one.is_locked and _holds(one, span)]
            tasks.append(_task(span, period, states, undelivered.get(period.pk, 0) if period else 0, locks))
    next_month = (today.replace(day=1) + datetime.timedelta(days=31)).replace(day=1)
    return RatingTasks(
        open=tuple(task for task in tasks if task.locked_at is None),
        locked=tuple(task for task in tasks if task.locked_at is not None),
        next_opens=next_month,
    )


def _task(
    span: PeriodSpan, period: Period | None, states: Sequence[bool], undelivered: int, locks: Sequence[Period]
) -> RatingTask:
    return RatingTask(
        code=span.code,
        label=span.label,
        total=len(states),
        rated=sum(states),
        undelivered=undelivered,
        deadline=period.rate_until if period else None,
        locked_at=locks[0].locked_at if locks else None,
    )


def _holds(period: Period, span: PeriodSpan) -> bool:
    return period.first_day <= span.first_day and span.last_day <= period.last_day


def _months(begin: datetime.date, today: datetime.date) -> Iterator[str]:
    """The codes of the months from one day to another."""
    for number in range(begin.year * 12 + begin.month - 1, today.year * 12 + today.month):
        yield f"{number // 12:04}-{number % 12 + 1:02}"


def _undelivered(actor: Actor, periods: Iterable[Period]) -> dict[int, int]:
    """How many complete results of each period this person has not delivered yet."""
    mine = Q(rater_id__in=actor.rates_as)
    if Role.REGIONAL_HEAD in actor.roles:
        mine |= Q(rater_id__isnull=True)
    delivered = Delivery.objects.filter(
        period_id=OuterRef("period_id"), plan_id=OuterRef("plan_id"), revision=OuterRef("revision")
    )
    rows = (
        Evaluation.objects.filter(mine, period_id__in=[period.pk for period in periods], complete=True)
        .latest()
        .exclude(Exists(delivered))
    )
    return dict(rows.values("period_id").annotate(count=Count("plan_id")).values_list("period_id", "count"))


class _RatedPlan(NamedTuple):
    """An agreed plan of somebody under the rater."""

    id: int
    key: PlanKey
    year: int


@dataclass(frozen=True, slots=True)
class _Staff:
    """Who is or was under a person, with what is needed to say whom they rate in which period, and how far."""

    actor: Actor
    plans: Mapping[int, _RatedPlan]
    spans: Mapping[PlanKey, Sequence[Span]]
    parents: Mapping[int, int | None]
    schemes: Sequence[tuple[SchemeVersion, ValidScheme]]
    rubrics: Sequence[tuple[str, datetime.date, Collection[str]]]
    given: Mapping[tuple[int, str, int | None], Collection[tuple[str, str]]]

    @classmethod
    def load(cls, actor: Actor, begin: datetime.date, today: datetime.date, periods: Iterable[Period]) -> Self:
        """Eight queries."""
        under = Q(supervisor_id__in=actor.rates_as) if actor.has_staff else Q(pk__in=[])
        if Role.REGIONAL_HEAD in actor.roles:
            under |= Q(supervisor=None)
        people = Placement.objects.during(begin, today).filter(under).values("employee_id")
        columns = ("employee_id", "agency_id", "kind", "first_day", "last_day", "position", "supervisor_id")
        spans: dict[PlanKey, list[Span]] = defaultdict(list)
        last = datetime.date(today.year, 12, 31)
        places = Placement.objects.during(begin, last).filter(employee_id__in=people).order_by("first_day", "id")
        for person, agency, kind, first_day, last_day, position, supervisor_id in places.values_list(*columns):
            spans[PlanKey(person, agency, kind)].append(
                Span(first_day, last_day or datetime.date.max, position, supervisor_id)
            )
        employee_ids = {key.employee_id for key in spans}
        plans = Plan.objects.all().agreed().filter(employee_id__in=employee_ids, year__gte=begin.year)
        rows = plans.values_list("id", "employee_id", "agency_id", "placement_kind", "year")
        versions = SchemeVersion.objects.filter(valid_from__lte=last).order_by("valid_from", "number")
        return cls(
            actor=actor,
            plans={pk: _RatedPlan(pk, PlanKey(person, unit, kind), year) for pk, person, unit, kind, year in rows},
            spans=spans,
            parents=dict(Agency.objects.values_list("id", "parent_id")),
            schemes=[(version, ValidScheme.of(version)) for version in versions],
            rubrics=[
                (name, begun, [part["code"] for part in dimensions])
                for name, begun, dimensions in RubricVersion.objects.order_by("valid_from", "number").values_list(
                    "rubric__name", "valid_from", "dimensions"
                )
            ],
            given=_given(employee_ids, periods),
        )

    def rated_in(self, span: PeriodSpan) -> Iterator[int]:
        """The plans that this person rates in a period, by their ids."""
        of_person: dict[int, list[DatedPlan]] = defaultdict(list)
        for plan in self.plans.values():
            if plan.year == span.year:
                days = tuple(DaySpan(one.first_day, one.last_day) for one in self.spans.get(plan.key, ()))
                of_person[plan.key.employee_id].append(DatedPlan(str(plan.id), PlacementKind(plan.key.kind), days))
        for dated in of_person.values():
            for key, share in assign_months(dated, span.year, span.months).items():
                plan_id = int(key)
                if share.months and rates(self.actor, self._rater(plan_id, span), self.plans[plan_id].key.employee_id):
                    yield plan_id

    def is_rated(self, plan_id: int, span: PeriodSpan) -> bool:
        """Whether every dimension is rated for the period, or in a longer one for one of its months."""
        if self._is_complete(plan_id, span):
            return True
        months = (parse_period_code(code) for code in span.month_codes if code != span.code)
        return any(self._has_place(plan_id, month) and self._is_complete(plan_id, month) for month in months)

    def _is_complete(self, plan_id: int, span: PeriodSpan) -> bool:
        plan = self.plans[plan_id]
        scheme = self._scheme_of(plan.key.agency_id, span.last_day)
        if scheme is None:
            return False
        given = self.given.get((plan.key.employee_id, span.code, self._rater(plan_id, span)), ())
        asked = {name: codes for name, begun, codes in self.rubrics if begun <= span.last_day}
        return all(
            (name, code) in given
            for name in scheme.rubrics
            for code in asked.get(name, ())
            if (code == OVERALL_DIMENSION) is scheme.overall
        )

    def _has_place(self, plan_id: int, span: PeriodSpan) -> bool:
        return any(one.first_day <= span.last_day for one in self.spans.get(self.plans[plan_id].key, ()))

    def _rater(self, plan_id: int, span: PeriodSpan) -> int | None:
        """The supervisor of the placement on the plan's last day in the period (contract 2.9)."""
        return placement_on(self.spans[self.plans[plan_id].key], span.last_day).supervisor_id

    def _scheme_of(self, agency_id: int, day: datetime.date) -> ValidScheme | None:
        """The scheme of an agency on a day: its own, else that of the nearest unit above, else the region's."""
        newest = {version.agency_id: scheme for version, scheme in self.schemes if version.valid_from <= day}
        unit: int | None = agency_id
        while unit is not None and unit not in newest:
            unit = self.parents[unit]
        return newest.get(unit)


def _given(
    employee_ids: Collection[int], periods: Iterable[Period]
) -> dict[tuple[int, str, int | None], set[tuple[str, str]]]:
    """What supervisors have rated, by person, period and rater (none for the regional head): rubric and dimension."""
    codes = {period.pk: period.code for period in periods}
    given: dict[tuple[int, str, int | None], set[tuple[str, str]]] = defaultdict(set)
    rows = Rating.objects.filter(
        employee_id__in=employee_ids, period_id__in=codes.keys(), role=RaterRole.SUPERVISOR
    ).values_list("employee_id", "period_id", "rater_id", "dimension__rubric__name", "dimension__code")
    for employee_id, period_id, rater_id, rubric, code in rows:
        given[employee_id, codes[period_id], rater_id].add((rubric, code))
    return given
