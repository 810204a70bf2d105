"""A plan that came from a file, as if it had been discussed: so that one page and one form serve both."""

import datetime

from indicators.models import Plan, PlanItem, PlanResult, PlanVersion, PlanVersionItem, VersionState
from indicators.services.catalogue.versions import versions_on
from indicators.services.plans.cascade import derived_key
from indicators.services.plans.load_content import PlanContent, PlannedResult, planned
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
    words = versions_on({item.indicator_id for item in stored}, day)
    results = [as_result(item, version, words[item.indicator_id].name) for item in stored]
    for item, result in zip(stored, results, strict=True):
        result.pk = item.pk  # nothing is stored, yet items are told apart by their result
    items = [as_discussed(item, result) for item, result in zip(stored, results, strict=True)]
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


def as_result(item: PlanItem, version: PlanVersion, name: str) -> PlanResult:
    """The result that an item stands for which never had one: in its indicator's words, under a lasting key."""
    key = derived_key("plan", item.plan_id, item.indicator_id)
    return PlanResult(version=version, key=key, kind=item.kind, text=name)


def as_discussed(item: PlanItem, result: PlanResult) -> PlanVersionItem:
    """An item in force as a version has it: what it says is what it begins with."""
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
