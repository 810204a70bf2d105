"""Which indicators wait for a report: one rule for the screen, the export and paper."""

from collections import defaultdict
from collections.abc import Collection, Mapping

from django.db.models import Exists, OuterRef

from agencies.tenancy.scope import current_region_id
from appraisal.models import EvaluationItem, Period
from appraisal.querysets import EvaluationQuerySet
from appraisal.scoring.types import ItemState

CHUNK = 2000


def load_unreported(
    *, period: Period, evaluations: EvaluationQuerySet, plan_ids: Collection[int] | None = None
) -> Mapping[int, list[str]]:
    """The names of the main items with an unreported due month, by plan, of some evaluations of a period.

    ``plan_ids`` names the plans where they are few. One query; none where there are none.
    """
    names: dict[int, list[str]] = defaultdict(list)
    if plan_ids is not None and not plan_ids:
        return names
    same = evaluations.filter(plan_id=OuterRef("plan_id"), revision=OuterRef("revision"))
    items = EvaluationItem.objects.filter(
        Exists(same), region_id=current_region_id(), period=period, state=ItemState.MISSING, kind="main"
    )
    if plan_ids is not None:
        items = items.filter(plan_id__in=plan_ids)
    rows = items.order_by("plan_id", "plan_item_id").values_list("plan_id", "indicator_version__name")
    for plan_id, name in rows.iterator(chunk_size=CHUNK):
        names[plan_id].append(name)
    return names
