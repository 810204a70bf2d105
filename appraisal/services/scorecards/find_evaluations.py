"""The evaluations of a period as a list: who is on it, in which order, and what each line says."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Exists, OuterRef, QuerySet

from agencies.models import Agency
from agencies.permissions import Actor
from appraisal.documents.delivery import DeliveryState
from appraisal.documents.scorecard import position_with_kind
from appraisal.models import Evaluation, Period
from appraisal.querysets import EvaluationQuerySet
from appraisal.scoring.types import PlacementKind, Predicate
from appraisal.services.delivery.load_deliveries import delivery_states, of_delivery_state
from appraisal.services.peers.sealed import HELD_BACK, held_back_of, rates_results, with_held_back
from indicators.models import Plan


@dataclass(frozen=True, slots=True)
class ListedEvaluation:
    """A line of the list. Figures without ``predicate`` are provisional; ``rank`` is empty for who may not see it.

    ``is_held_back``: the figures that hold levels of peers and subordinates wait, and are empty (docs/adr/0008).
    """

    plan_id: int
    name: str
    nip: str
    position: str
    agency: str
    result: Decimal | None
    behaviour: Decimal | None
    final: Decimal | None
    predicate: Predicate | None
    rank: int | None
    delivery: DeliveryState
    is_held_back: bool = False


def own_evaluations(employee_id: int) -> EvaluationQuerySet:
    """The evaluations in force of one employee, found by way of the plans: evaluations have no index by employee."""
    plans = Plan.objects.filter(employee_id=employee_id)
    return Evaluation.objects.latest().filter(plan_id__in=plans.values("id"), employee_id=employee_id)


def evaluated_periods(evaluations: EvaluationQuerySet | None = None) -> QuerySet[Period]:
    """The periods of some evaluations (unless given: of any in force), newest first; a month before its quarter."""
    found = Evaluation.objects.latest() if evaluations is None else evaluations
    return Period.objects.filter(Exists(found.filter(period=OuterRef("pk")))).order_by("-first_day", "last_day")


def find_evaluations(
    *,
    period: Period,
    actor: Actor,
    agency: Agency | None = None,
    search: str = "",
    delivery: DeliveryState | None = None,
) -> QuerySet[Evaluation]:
    """What the actor may read of a period, by agency and name.

    ``agency`` stands for itself and its sub-units; ``search`` is the beginning of a NIP, or a part of a name;
    ``delivery`` how far the result has come to its employee.
    """
    found = Evaluation.objects.filter(period=period).latest().visible_to(actor)
    if agency is not None:
        found = found.filter(agency_id__in=Agency.objects.all().with_sub_units([agency.pk]))
    if delivery is not None:
        found = of_delivery_state(found, delivery)
    if search.isdecimal():
        found = found.filter(employee__nip__startswith=search)
    elif search:
        found = found.filter(employee__name__icontains=search)
    return found.select_related("employee", "agency", "scheme").order_by(
        "agency__code", "employee__name__sort_key", "employee__nip", "plan_id"
    )


def listed_evaluations(evaluations: Sequence[Evaluation], *, actor: Actor) -> list[ListedEvaluation]:
    """The lines of one page of the list. A few more queries, for the ranks and the deliveries."""
    ranks = ranks_of(evaluations, actor)
    deliveries = delivery_states(evaluations)
    waiting = withhold(evaluations)
    return [
        ListedEvaluation(
            plan_id=row.plan_id,
            name=row.employee.name,
            nip=row.employee.nip,
            position=position_with_kind(row.position, PlacementKind(row.placement_kind)),
            agency=row.agency.name,
            result=row.result_score,
            behaviour=row.behaviour_score,
            final=row.final_score,
            predicate=Predicate(row.predicate) if row.predicate else None,
            rank=ranks.get(row.plan_id),
            delivery=deliveries[row.plan_id],
            is_held_back=row.plan_id in waiting,
        )
        for row in evaluations
    ]


def withhold(evaluations: Sequence[Evaluation]) -> frozenset[int]:
    """Empty what waits for peers and subordinates in rows about to be shown, and say which plans they are.

    The rows of one period, with their scheme; they are not to be saved. No query where no scheme counts peers. Without
    the fingerprint, too: figures could be guessed until it comes out.
    """
    waiting = {plan_id for _period_id, plan_id in held_back_of(evaluations)}
    for row in evaluations:
        if row.plan_id in waiting:
            row.complete = False
            row.fingerprint = ""
            row.behaviour_score = row.final_score = None
            row.result_rating = row.behaviour_rating = row.predicate = ""
            row.result_score = None if rates_results(row) else row.result_score
    return frozenset(waiting)


def ranks_of(evaluations: Iterable[Evaluation], actor: Actor) -> dict[int, int | None]:
    """Ranks by plan, in the agencies whose ranks the actor may see (contract 2.10); none where a figure waits."""
    agencies = {row.agency_id for row in evaluations}
    shown = agencies if actor.reads_region else agencies & actor.admin_agency_ids
    periods = {row.period_id for row in evaluations}
    if not shown:
        return {}
    ranked = Evaluation.objects.filter(period_id__in=periods, agency_id__in=shown).latest()
    waiting = set(with_held_back(ranked, periods).filter(HELD_BACK).values_list("agency_id", flat=True))
    return dict(ranked.exclude(agency_id__in=waiting).with_rank().values_list("plan_id", "rank"))
