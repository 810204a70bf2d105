"""The way nobody should evaluate a region: a loop over people, a query a row, ``update_or_create`` a row.

It asks Django for one thing after another, as a first version would, and scores with the engine's own formulas; so its
fingerprints are the engine's, and only the way to them differs. A month, main items and one place a person.
"""

from collections.abc import Sequence

from agencies.models import Placement
from agencies.tenancy.scope import region_scope
from appraisal.models import Actual, Evaluation, EvaluationItem, Period, Rating, RubricVersion, SchemeVersion
from appraisal.scoring.card import ItemResult
from appraisal.scoring.engine import ENGINE, score
from appraisal.scoring.scheme_parsing import parse_scheme
from appraisal.scoring.snapshot import SnapshotContext, fingerprint, snapshot_text
from appraisal.scoring.types import (
    Direction,
    Item,
    ItemKind,
    MonthEntry,
    Pattern,
    PlacementKind,
    RaterGroup,
    RatingEntry,
    RubricRatings,
    Sheet,
    Target,
)
from appraisal.services.evaluation.write_evaluations import FIGURES, ITEM_FIGURES, figures_of, item_figures_of
from indicators.models import IndicatorVersion, Plan, PlanItem, qualified_code


def evaluate_naively(*, region_id: int, period_id: int, plan_ids: Sequence[int]) -> dict[int, str]:
    """Evaluate some plans one by one, each in a transaction; returns their fingerprints."""
    proofs = {}
    for plan_id in plan_ids:
        with region_scope(region_id):
            period = Period.objects.get(pk=period_id)
            proofs[plan_id] = _evaluate(period, Plan.objects.get(pk=plan_id))
    return proofs


def _evaluate(period: Period, plan: Plan) -> str:
    place = Placement.objects.get(employee=plan.employee, agency=plan.agency, kind=plan.placement_kind)
    version = SchemeVersion.objects.filter(valid_from__lte=period.last_day).order_by("-valid_from", "-number")[0]
    scheme = parse_scheme(version.document)
    above = Placement.objects.filter(employee=place.supervisor).first() if place.supervisor else None
    superior = above.supervisor if above else None
    sheet = Sheet(
        year=plan.year,
        months=(period.first_day.month,),
        single_month=True,
        items=tuple(_item(period, plan, item) for item in plan.items.all()),
        rubrics=(_rubric(period, place),),
    )
    context = SnapshotContext(
        plan=f"{plan.year}/{plan.agency.code}/{plan.placement_kind}",
        employee=str(plan.employee.key),
        rater=str(place.supervisor.key) if place.supervisor else None,
        superior=str(superior.key) if superior else None,
        position=place.position,
        agency=plan.agency.code,
        period=period.code,
        placement_kind=PlacementKind(plan.placement_kind),
        plan_days=(period.last_day - max(place.first_day, period.first_day)).days + 1,
        scheme_name=scheme.name,
        scheme_number=version.number,
        scheme_fingerprint=version.fingerprint,
        engine=ENGINE,
    )
    text = snapshot_text(sheet, context)
    card = score(sheet, scheme)
    figures: dict[str, object] = dict(zip(FIGURES, figures_of(card), strict=True))
    people = {"employee": plan.employee, "rater": place.supervisor, "superior": superior, "position": place.position}
    rules = {"agency": plan.agency, "placement_kind": plan.placement_kind, "scheme": version, "plan_days": 31}
    Evaluation.objects.update_or_create(
        period=period,
        plan=plan,
        revision=1,
        defaults={**people, **rules, **figures, "complete": card.complete, "snapshot": text}
        | {"fingerprint": fingerprint(text)},
    )
    for result in card.indicators.items:
        _store_item(period, plan, result)
    return fingerprint(text)


def _item(period: Period, plan: Plan, item: PlanItem) -> Item:
    month = period.first_day.month
    version = _version(period, item)
    actual = Actual.objects.filter(employee=plan.employee, indicator=item.indicator, month=period.first_day).first()
    low, high = item.targets[month - 1], item.upper_targets[month - 1] if item.upper_targets else None
    key = qualified_code(item.indicator.agency.code, item.indicator.code)
    entry = MonthEntry(month, None if low is None else Target(low, high), actual.value if actual else None)
    direction, pattern = Direction(version.direction), Pattern(version.pattern)
    return Item(key, ItemKind(item.kind), direction, pattern, item.weight, (entry,))


def _version(period: Period, item: PlanItem) -> IndicatorVersion:
    versions = item.indicator.versions.filter(valid_from__lte=period.last_day)
    version: IndicatorVersion = versions.order_by("-valid_from", "-number")[0]
    return version


def _rubric(period: Period, place: Placement) -> RubricRatings:
    asked = RubricVersion.objects.filter(valid_from__lte=period.last_day).order_by("-valid_from", "-number")[0]
    codes = tuple(part["code"] for part in asked.dimensions if part["code"] != "SEMUA")
    ratings = Rating.objects.filter(employee=place.employee, period=period, role="supervisor", rater=place.supervisor)
    own = tuple(
        RatingEntry(str(rating.rater.key), RaterGroup.SUPERVISOR, rating.dimension.code, rating.level)
        for rating in ratings
        if rating.rater is not None
    )
    return RubricRatings(asked.rubric.name, codes, own)


def _store_item(period: Period, plan: Plan, result: ItemResult) -> None:
    agency_code, _, code = result.key.partition("/")
    item = plan.items.get(indicator__code=code, indicator__agency__code=agency_code)
    figures = dict(zip(ITEM_FIGURES, item_figures_of(result), strict=True))
    EvaluationItem.objects.update_or_create(
        period=period,
        plan=plan,
        revision=1,
        plan_item=item,
        defaults={**figures, "indicator_version": _version(period, item)},
    )
