"""What a rater saved in the browser and has not sent yet does not flicker before the employee.

A scoring sheet saves each row at once and is sent later. Until then the own page shows the levels and set ratings of
the evaluation in force, or none. Levels that came from a file were never at work in a sheet: they show at once.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, QuerySet

from appraisal.models import Evaluation, Period, RatingChange, SentRating
from appraisal.period_codes import parse_period_code
from appraisal.scoring.snapshot import read_snapshot
from appraisal.scoring.types import Override, RaterGroup, RatingEntry, RubricRatings, Sheet
from indicators.models import Plan


def with_unsent(plans: QuerySet[Plan], period: Period) -> Iterator[tuple[int, str, list[str]]]:
    """Id, unit by name, and the codes of the period and of its months in which changes were not sent. One query."""
    sent = SentRating.objects.filter(
        region_id=OuterRef("region_id"),
        period_id=OuterRef("period_id"),
        plan_id=OuterRef("plan_id"),
        reopened_at__isnull=True,
    )
    changes = RatingChange.objects.filter(
        ~Exists(sent),
        region_id=OuterRef("region_id"),
        plan_id=OuterRef("pk"),
        undone_at__isnull=True,
        period__first_day__gte=period.first_day,
        period__last_day__lte=period.last_day,
    )
    codes = changes.order_by().values_list("period__code").distinct()
    return iter(plans.annotate(unsent=ArraySubquery(codes)).values_list("id", "agency__name", "unsent"))


@dataclass(frozen=True, slots=True)
class Drafts:
    """Where the rater of a plan is at work: on the very period (``own``), and on months of a longer one."""

    own: bool
    months: frozenset[int]

    @property
    def are_there(self) -> bool:
        """Whether something was saved and not sent."""
        return self.own or bool(self.months)

    def without(self, sheet: Sheet, stored: Evaluation | None) -> Sheet:
        """The sheet with what the evaluation in force says in the place of what is not sent."""
        if not self.are_there:
            return sheet
        known = read_snapshot(stored.snapshot)[0] if stored is not None else None
        before = {rubric.name: rubric for rubric in known.rubrics} if known else {}
        rubrics = tuple(self._sent(rubric, before.get(rubric.name)) for rubric in sheet.rubrics)
        told = known.overrides if known else ()
        return sheet.having(rubrics=rubrics, overrides=_set(sheet, told) if self.own else sheet.overrides)

    def _sent(self, rubric: RubricRatings, before: RubricRatings | None) -> RubricRatings:
        told, months = dict(before.months) if before else {}, dict(rubric.months)
        for month in self.months:
            entries = _replaced(months.pop(month, ()), told.get(month, ()))
            # A month without any level is none, as in a sheet that was loaded.
            if entries or month in told:
                months[month] = entries
        own = _replaced(rubric.own, before.own if before else ()) if self.own else rubric.own
        return RubricRatings(rubric.name, rubric.dimensions, own, tuple(months.items()))


def drafts_of(plans: Mapping[int, tuple[int | None, Collection[str]]], period: Period) -> dict[int, Drafts]:
    """The drafts of each plan, from its rater and the codes of :func:`with_unsent`.

    Levels belong to person and rater: of two plans under one rater neither shows what is not sent of the other.
    """
    found = {}
    for plan_id, (rater_id, _unsent) in plans.items():
        codes = {code for other_id, unsent in plans.values() if other_id == rater_id for code in unsent}
        spans = [parse_period_code(code) for code in codes if code != period.code]
        months = frozenset(span.last_month for span in spans if len(span.months) == 1)
        found[plan_id] = Drafts(period.code in codes, months)
    return found


def _set(sheet: Sheet, told: Collection[Override]) -> tuple[Override, ...]:
    """What follows from a unit's predicate, which no rater drafts, and of the rater's own ratings what was told."""
    of_unit = tuple(one for one in sheet.overrides if one.is_of_organisation)
    axes = {one.axis for one in of_unit}
    return (*of_unit, *(one for one in told if not one.is_of_organisation and one.axis not in axes))


def _replaced(entries: Collection[RatingEntry], told: Collection[RatingEntry]) -> tuple[RatingEntry, ...]:
    """What others gave, and of supervisors what was told."""
    others = [entry for entry in entries if entry.group is not RaterGroup.SUPERVISOR]
    kept = [entry for entry in told if entry.group is RaterGroup.SUPERVISOR]
    return (*others, *kept)
