"""Row selection, named as sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable

    from indicators.models import IndicatorVersion, Plan  # noqa: F401 - named in annotations


class IndicatorVersionQuerySet(models.QuerySet["IndicatorVersion"]):
    """Versions of indicators of the region in scope."""

    def in_force_on(self, day: datetime.date) -> IndicatorVersionQuerySet:
        """One version an indicator: the newest whose validity has begun; a correction of the same day wins."""
        return (
            self.filter(valid_from__lte=day).order_by("indicator_id", "-valid_from", "-number").distinct("indicator_id")
        )


class PlanQuerySet(models.QuerySet["Plan"]):
    """Plans of the region in scope."""

    def agreed(self) -> PlanQuerySet:
        """Those that both sides agreed: the only ones that are evaluated."""
        return self.filter(state="agreed")

    def of(self, employee_ids: Iterable[int], year: int) -> PlanQuerySet:
        """Those of some people in a year."""
        return self.filter(Q(employee_id__in=list(employee_ids)), year=year)
