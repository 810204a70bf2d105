"""Results into the database: only what differs, and never a gap between an old revision and the new one."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from django.db import connection

from agencies.tenancy.bulk import copied_rows, read_rows
from agencies.tenancy.scope import current_region_id
from appraisal.models import Evaluation, EvaluationItem, Period
from appraisal.scoring.card import ItemResult, ScoreCard
from appraisal.services.evaluation.load_sheets import LoadedPlan


class Stored(NamedTuple):
    """What is stored of a plan in a period: the newest revision, and whether it is in force."""

    revision: int
    fingerprint: str
    complete: bool
    is_latest: bool


class Scored(NamedTuple):
    """A plan with its new result."""

    plan: LoadedPlan
    snapshot: str
    fingerprint: str
    card: ScoreCard


_STORED = """
    SELECT DISTINCT ON (plan_id) plan_id, revision, fingerprint, complete, is_latest FROM appraisal_evaluation
     WHERE period_id = %(period)s AND plan_id = ANY(%(plans)s)
     ORDER BY plan_id, revision DESC
"""


def stored_evaluations(period: Period, plan_ids: Collection[int]) -> dict[int, Stored]:
    """The newest revision of each plan; plans never evaluated are absent. One query."""
    rows = read_rows(_STORED, {"period": period.pk, "plans": list(plan_ids)})
    return {plan_id: Stored(*newest) for plan_id, *newest in rows}


_OUT_OF_FORCE = """
    UPDATE appraisal_evaluation SET is_latest = false WHERE period_id = %s AND plan_id = ANY(%s) AND is_latest
"""


def write_evaluations(
    *, period: Period, scored: Sequence[Scored], withdrawn: Collection[int], stored: Mapping[int, Stored]
) -> None:
    """Put the old revisions of changed plans out of force and add the new ones: three statements at most.

    ``withdrawn`` are plans that no longer take part in the period (a corrected placement, say); their revisions are
    kept, none is in force.
    """
    changed = [*withdrawn, *(result.plan.plan_id for result in scored)]
    if not changed:
        return
    with connection.cursor() as cursor:
        cursor.execute(_OUT_OF_FORCE, [period.pk, [plan_id for plan_id in changed if plan_id in stored]])
    revisions = {
        result.plan.plan_id: stored[result.plan.plan_id].revision + 1 if result.plan.plan_id in stored else 1
        for result in scored
    }
    _insert(Evaluation, EVALUATION_COLUMNS, (_evaluation(period, result, revisions) for result in scored))
    items = (row for result in scored for row in _items(period, result, revisions))
    _insert(EvaluationItem, ITEM_COLUMNS, items)


#: The columns that :func:`figures_of` fills, in its order; what verification compares.
FIGURES = (
    "indicator_score",
    "result_score",
    "behaviour_score",
    "final_score",
    "computed_result_rating",
    "computed_behaviour_rating",
    "result_rating",
    "behaviour_rating",
    "predicate",
)

#: The columns that :func:`item_figures_of` fills, in its order.
ITEM_FIGURES = ("kind", "state", "weight", "target", "upper_target", "actual", "attainment")

EVALUATION_COLUMNS = (
    "period_id",
    "plan_id",
    "revision",
    "is_latest",
    "employee_id",
    "agency_id",
    "placement_kind",
    "position",
    "rater_id",
    "superior_id",
    "scheme_id",
    "plan_days",
    "complete",
    *FIGURES,
    "snapshot",
    "fingerprint",
)

ITEM_COLUMNS = (
    "period_id",
    "plan_id",
    "revision",
    "plan_item_id",
    "indicator_version_id",
    *ITEM_FIGURES,
)


def figures_of(card: ScoreCard) -> tuple[Decimal | str | None, ...]:
    """The published figures and ratings of a card, in the order of :data:`FIGURES`."""
    return (
        card.indicators.score,
        card.result.score,
        card.behaviour.score,
        card.final,
        card.result.computed or "",
        card.behaviour.computed or "",
        card.result.rating or "",
        card.behaviour.rating or "",
        card.predicate or "",
    )


def item_figures_of(item: ItemResult) -> tuple[object, ...]:
    """The published figures of an item, in the order of :data:`ITEM_FIGURES`."""
    low, high = item.target if item.target is not None else (None, None)
    return (item.kind, item.state, item.weight, low, high, item.actual, item.attainment)


def _evaluation(period: Period, result: Scored, revisions: Mapping[int, int]) -> tuple[object, ...]:
    plan = result.plan
    return (
        period.pk,
        plan.plan_id,
        revisions[plan.plan_id],
        True,
        plan.employee_id,
        plan.agency_id,
        plan.kind,
        plan.position,
        plan.rater_id,
        plan.superior_id,
        plan.scheme.version_id,
        plan.context.plan_days,
        result.card.complete,
        *figures_of(result.card),
        result.snapshot,
        result.fingerprint,
    )


def _items(period: Period, result: Scored, revisions: Mapping[int, int]) -> Iterator[tuple[object, ...]]:
    plan = result.plan
    evaluation = (period.pk, plan.plan_id, revisions[plan.plan_id])
    for item in result.card.indicators.items:
        yield (*evaluation, *plan.item_ids[item.key], *item_figures_of(item))


def _insert(
    model: type[Evaluation | EvaluationItem], columns: Sequence[str], rows: Iterator[tuple[object, ...]]
) -> None:
    table = model._meta.db_table
    listed = ", ".join(columns)
    with copied_rows(table, columns, rows, joined=False) as (incoming, _total), connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} (region_id, {listed}) SELECT %s, {listed} FROM {incoming}",  # noqa: S608 - our own names
            [current_region_id()],
        )
