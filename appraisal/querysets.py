"""Row selection, named as sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Case, F, Q, When, Window
from django.db.models.functions import Coalesce, Rank

if TYPE_CHECKING:
    import datetime

    from django.db.models.expressions import BaseExpression

    from agencies.permissions import Actor
    from appraisal.models import Evaluation, RubricVersion  # noqa: F401 - named in annotations


#: Who takes part in ranks (contract 2.10).
TAKES_PART_IN_RANKS = Q(is_latest=True, complete=True, placement_kind="definitive")


class EvaluationQuerySet(models.QuerySet["Evaluation"]):
    """Evaluations of the region in scope."""

    def latest(self) -> EvaluationQuerySet:  # type: ignore[override]
        """The revision in force of each plan and period."""
        return self.filter(is_latest=True)

    def with_rank(self) -> models.QuerySet[Any]:
        """Adds ``rank`` among the complete definitive evaluations of exactly one agency in a period; ties share.

        The frozen rank of a locked period, else computed now (contract 2.10). Filter by person only afterwards: a rank
        among the rows that are left would be another one.
        """
        takes_part = Case(When(TAKES_PART_IN_RANKS, then=True), default=False)
        group: list[BaseExpression | F | str] = [F("period_id"), F("agency_id"), takes_part]
        place = Window(Rank(), partition_by=group, order_by=F("final_score").desc())
        return self.annotate(rank=Coalesce("frozen_rank", Case(When(TAKES_PART_IN_RANKS, then=place), default=None)))

    def visible_to(self, actor: Actor) -> EvaluationQuerySet:
        """Those that a person may read (contract section 6): own, as rater or rater's superior, of an administered
        agency, or the whole region for its admins, head and auditor.
        """
        if actor.reads_region:
            return self
        allowed = Q(agency_id__in=actor.admin_agency_ids)
        if actor.employee_id is not None:
            person = actor.employee_id
            allowed |= Q(employee_id=person) | Q(rater_id__in=actor.rates_as) | Q(superior_id=person)
        return self.filter(allowed)


class RubricVersionQuerySet(models.QuerySet["RubricVersion"]):
    """Versions of rubrics of the region in scope."""

    def in_force_on(self, day: datetime.date) -> RubricVersionQuerySet:
        """One version a rubric: the newest whose validity has begun; of one day the last published."""
        return self.filter(valid_from__lte=day).order_by("rubric_id", "-valid_from", "-number").distinct("rubric_id")
