"""A plan that came from a file, as if it had been discussed: so that one page and one form serve both."""

import datetime

from indicators.models import Plan, PlanItem, PlanResult, PlanVersion, PlanVersionItem, VersionState
from indicators.services.plans.cascade import derived_key
from indicators.services.plans.load_content import PlanContent, PlannedResult, planned, spoken
from indicators.services.plans.plan_problems import total_weight


def content_of_plan(plan: Plan, day: datetime.date) -> PlanContent:
    """What an agreed plan says; each indicator stands for a result. Two queries. Nothing of it is stored."""
    version = PlanVersion(
        employee=plan.employee,
        agency=plan.agency,
        year=plan.year,
        placement_kind=plan.placement_kind,
        plan=plan,
        state=VersionState.AGREED,
        supervisor_agreed_at=plan.agreed_at,
    )
    stored = list(PlanItem.objects.filter(plan=plan, last_month__isnull=True).order_by("id"))
    words = spoken({item.indicator_id for item in stored}, day)
    results = [
        PlanResult(
            pk=item.pk,
            version=version,
            key=derived_key("plan", plan.pk, item.indicator_id),
            kind=item.kind,
            text=words[item.indicator_id].name,
        )
        for item in stored
    ]
    items = [_stand_in(item, result) for item, result in zip(stored, results, strict=True)]
    return PlanContent(
        version=version,
        results=tuple(
            PlannedResult(result, (planned(item, words[item.indicator_id]),))
            for item, result in zip(items, results, strict=True)
        ),
        expectations={},
        annexes={},
        problems=(),
        total=total_weight(results, items),
    )


def _stand_in(item: PlanItem, result: PlanResult) -> PlanVersionItem:
    return PlanVersionItem(
        version=result.version,
        result=result,
        indicator_id=item.indicator_id,
        weight=item.weight,
        targets=item.targets,
        upper_targets=item.upper_targets,
        origin_weight=item.weight,
        origin_targets=item.targets,
        origin_upper_targets=item.upper_targets,
    )
