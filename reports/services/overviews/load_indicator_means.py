"""What the indicators of some units attained, over the evaluations in force: summed where the rows are."""

from collections.abc import Collection
from decimal import Decimal

from django.db.models import Count, Exists, OuterRef, Q, Sum

from agencies.name_order import sort_key
from agencies.tenancy.scope import current_region_id
from appraisal.models import Evaluation, EvaluationItem, Period
from appraisal.scoring.rounding import rounded_ratio
from appraisal.scoring.types import ItemState
from reports.documents.overviews import IndicatorMean


def load_indicator_means(*, period: Period, agency_ids: Collection[int]) -> tuple[IndicatorMean, ...]:
    """The main items of the definitive evaluations by indicator, the lowest mean first. One query.

    Items of patterns and units are alike in percent, so attainments can be averaged where actuals cannot.
    """
    in_force = Evaluation.objects.filter(
        region_id=current_region_id(),
        period=period,
        agency_id__in=agency_ids,
        placement_kind="definitive",
        plan_id=OuterRef("plan_id"),
        revision=OuterRef("revision"),
    ).latest()
    items = EvaluationItem.objects.filter(Exists(in_force), region_id=current_region_id(), period=period, kind="main")
    measured = Q(state=ItemState.MEASURED)
    by_indicator = items.order_by().values_list(
        "indicator_version__indicator_id", "indicator_version__indicator__code", "indicator_version__name"
    )
    rows = by_indicator.annotate(
        measured=Count("plan_id", filter=measured),
        missing=Count("plan_id", filter=Q(state=ItemState.MISSING)),
        total=Sum("attainment", filter=measured),
    )
    found = [
        IndicatorMean(pk, code, name, amount, missing, _mean(total, amount))
        for pk, code, name, amount, missing, total in rows
    ]
    found.sort(key=lambda row: (row.mean is None, row.mean or 0, sort_key(row.name)))
    return tuple(found)


def _mean(total: Decimal | None, amount: int) -> Decimal | None:
    return rounded_ratio(total, Decimal(amount)) if total is not None and amount else None
