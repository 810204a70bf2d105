"""The rows of a scoring sheet: what the scheme asks a rater about a plan, what is given, and what follows from it."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from hashlib import sha256
from typing import NamedTuple, Self

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from agencies.models import Agency, DelegationKind, Employee
from agencies.name_order import sort_key
from agencies.permissions import Actor
from appraisal.documents.guideline import HEAD_RATINGS, NAMES, OrganisationPredicate
from appraisal.documents.rating_sheet import (
    AskedDimension,
    AxisChoice,
    FollowedPredicate,
    Handover,
    RatingRow,
    SentRow,
    SetRating,
)
from appraisal.documents.scorecard import position_with_kind
from appraisal.models import Delivery, Evaluation, OrganisationRating, Period, RatingOverride, SentRating
from appraisal.scoring.axes import rating_of
from appraisal.scoring.card import AxisResult, ScoreCard
from appraisal.scoring.engine import score
from appraisal.scoring.scheme import Component, Source
from appraisal.scoring.snapshot import reason_digest
from appraisal.scoring.types import (
    Axis,
    Override,
    PlacementKind,
    RaterGroup,
    Rating,
    RatingEntry,
    RubricRatings,
)
from appraisal.services.evaluation.load_sheets import LoadedPlan
from appraisal.services.exclusions.find_exclusions import Excluded, find_exclusions
from appraisal.services.rubrics.load_rubrics import RubricText, rubrics_on


class _Stored(NamedTuple):
    """An evaluation in force, and whether its very revision was delivered and acknowledged."""

    delivered: bool
    acknowledged: bool


@dataclass(frozen=True, slots=True)
class RowTexts:
    """What people call the keys of the rows, and what is stored beside the inputs."""

    people: Mapping[int, tuple[str, str]]
    agencies: Mapping[int, str]
    rubrics: Mapping[str, RubricText]
    overrides: Mapping[tuple[int, Axis], SetRating]
    evaluations: Mapping[int, _Stored]
    sent: Mapping[int, SentRow]
    excluded: Mapping[int, Excluded]
    followed: Mapping[int, FollowedPredicate]

    @classmethod
    def load(cls, period: Period, plans: Sequence[LoadedPlan], employee_ids: Collection[int]) -> Self:
        """Eight queries; one more where a plan follows the predicate of its unit."""
        plan_ids = {plan.plan_id for plan in plans}
        raters = {plan.rater_id for plan in plans if plan.rater_id is not None}
        people = Employee.objects.filter(pk__in={*employee_ids, *raters}).values_list("id", "name", "nip")
        agencies = Agency.objects.filter(pk__in={plan.agency_id for plan in plans})
        overrides = RatingOverride.objects.filter(period=period, plan_id__in=plan_ids)
        return cls(
            people={pk: (name, nip) for pk, name, nip in people},
            agencies=dict(agencies.values_list("id", "name")),
            rubrics=rubrics_on(period.last_day),
            overrides={
                (plan_id, Axis(axis)): SetRating(Rating(rating), reason)
                for plan_id, axis, rating, reason in overrides.values_list("plan_id", "axis", "rating", "reason")
            },
            evaluations=_evaluations(period, plan_ids),
            sent=_sent(period, plan_ids),
            excluded=find_exclusions(employee_ids=employee_ids, last_day=period.last_day),
            followed=_followed(period, plans),
        )

    def by_name(self, employee_id: int) -> tuple[str, str]:
        """How people are put in order: by name, namesakes by NIP."""
        name, nip = self.people[employee_id]
        return sort_key(name), nip


def _followed(period: Period, plans: Sequence[LoadedPlan]) -> dict[int, FollowedPredicate]:
    """The predicates of units that people lead, by plan."""
    units = {plan.plan_id: plan.agency_id for plan in plans if any(_followed_in(plan))}
    if not units:
        return {}
    rows = OrganisationRating.objects.filter(period=period, agency_id__in=set(units.values()))
    columns = ("agency_id", "agency__name", "agency__code", "predicate", "decided_by_name")
    told = {}
    for agency_id, name, code, said, decided_by in rows.values_list(*columns):
        predicate = OrganisationPredicate(said)
        told[agency_id] = FollowedPredicate(name, code, NAMES[predicate], HEAD_RATINGS[predicate], decided_by)
    return {plan_id: told[agency_id] for plan_id, agency_id in units.items() if agency_id in told}


def _followed_in(plan: LoadedPlan) -> Iterator[Override]:
    return (one for one in plan.sheet.overrides if one.is_of_organisation)


def _sent(period: Period, plan_ids: Collection[int]) -> dict[int, SentRow]:
    rows = SentRating.objects.filter(period=period, plan_id__in=list(plan_ids), reopened_at__isnull=True)
    return {plan_id: SentRow(at, by) for plan_id, at, by in rows.values_list("plan_id", "sent_at", "sent_by_name")}


def _evaluations(period: Period, plan_ids: Collection[int]) -> dict[int, _Stored]:
    of_revision = Delivery.objects.filter(
        period_id=OuterRef("period_id"), plan_id=OuterRef("plan_id"), revision=OuterRef("revision")
    )
    rows = (
        Evaluation.objects.filter(period=period, plan_id__in=list(plan_ids))
        .latest()
        .annotate(delivered=Exists(of_revision), known=Exists(of_revision.filter(acknowledged_at__isnull=False)))
    )
    return {
        plan_id: _Stored(delivered, known)
        for plan_id, delivered, known in rows.values_list("plan_id", "delivered", "known")
    }


@dataclass(frozen=True, slots=True)
class RatedPlan:
    """A plan with everything its row is made of, so that a change can be shown as the engine will see it.

    ``rater`` is the opaque key under which this rater's levels are stored; ``elsewhere`` names the position in whose
    row the levels of this person are given, where it is not this one.
    """

    plan: LoadedPlan
    dimensions: tuple[AskedDimension, ...]
    elsewhere: str
    rater: str
    on_behalf: str
    chosen: Mapping[Axis, SetRating]
    texts: RowTexts
    is_held_back: bool

    @property
    def levels(self) -> dict[int, int]:
        """The levels given, by dimension."""
        return {part.id: part.level for part in self.dimensions if part.level is not None}

    @property
    def version(self) -> str:
        """A digest of the levels and set ratings: another one says that somebody changed the row meanwhile."""
        return _version_of(self.dimensions, self.chosen, tuple(_followed_in(self.plan)))

    def row(self) -> RatingRow:
        """The row as stored."""
        plan, texts = self.plan, self.texts
        name, nip = texts.people[plan.employee_id]
        card = score(plan.sheet, plan.scheme.rules)
        result, behaviour = self._choice(card.result), self._choice(card.behaviour)
        return RatingRow(
            plan_id=plan.plan_id,
            employee_id=plan.employee_id,
            name=name,
            nip=nip,
            position=position_with_kind(plan.position, PlacementKind(plan.kind)),
            agency=texts.agencies[plan.agency_id],
            is_definitive=plan.kind == PlacementKind.DEFINITIVE,
            rater_id=plan.rater_id,
            superior_id=plan.superior_id,
            on_behalf=self.on_behalf,
            excluded=_why_excluded(texts.excluded.get(plan.employee_id)),
            sent=texts.sent.get(plan.plan_id),
            dimensions=self.dimensions,
            rated_elsewhere=self.elsewhere,
            result=result,
            behaviour=behaviour,
            parts=tuple(_parts(card, texts)),
            card=card,
            scheme=plan.scheme.rules,
            handover=_handover(texts.evaluations.get(plan.plan_id)),
            version=self.version,
            is_held_back=self.is_held_back,
            agency_id=plan.agency_id,
        )

    def changed(self, levels: Mapping[int, int], chosen: Mapping[Axis, SetRating]) -> "RatedPlan":
        """The same plan with these levels (of the dimensions that it asks) and these set ratings."""
        followed = {one.axis: one for one in _followed_in(self.plan)}
        given = {axis: Override(axis, one.rating, reason_digest(one.reason)) for axis, one in chosen.items()}
        overrides = tuple((given | followed).values())
        rubrics = tuple(self._rerated(ratings, levels) for ratings in self.plan.sheet.rubrics)
        return replace(
            self,
            plan=replace(self.plan, sheet=self.plan.sheet.having(rubrics=rubrics, overrides=overrides)),
            dimensions=tuple(replace(part, level=levels.get(part.id)) for part in self.dimensions),
            chosen=chosen,
        )

    def _choice(self, result: AxisResult) -> AxisChoice:
        """An axis with its proposal, which the engine itself only makes once the whole evaluation is complete."""
        proposal = None if result.score is None else rating_of(result.score, self.plan.scheme.rules.bands)
        followed = self.texts.followed.get(self.plan.plan_id) if result.axis is Axis.RESULT else None
        return AxisChoice(result.axis, result.score, proposal, self.chosen.get(result.axis), followed)

    def _rerated(self, ratings: RubricRatings, levels: Mapping[int, int]) -> RubricRatings:
        asked = {part.code: levels.get(part.id) for part in self.dimensions if part.rubric == ratings.name}
        kept = [one for one in ratings.own if not (_is_of(one, self.rater) and one.dimension in asked)]
        given = [
            RatingEntry(self.rater, RaterGroup.SUPERVISOR, code, level)
            for code, level in asked.items()
            if level is not None
        ]
        return RubricRatings(ratings.name, ratings.dimensions, (*kept, *given), ratings.months)


def rated_plans(
    plans: Sequence[LoadedPlan], texts: RowTexts, actor: Actor, held_back: Collection[int]
) -> list[RatedPlan]:
    """Plans of one rater, by name. Levels belong to a person: who has two plans is rated once, for both of them.

    ``held_back`` are the plans whose sheet comes without peers and subordinates.
    """
    ordered = sorted(
        plans,
        key=lambda plan: (texts.by_name(plan.employee_id), plan.kind != PlacementKind.DEFINITIVE, plan.plan_id),
    )
    asked_by: dict[tuple[int, int], LoadedPlan] = {}
    found = []
    for plan in ordered:
        rater = str(actor.key) if plan.context.rater is None else plan.context.rater
        asked = tuple(_asked_of(plan, texts, rater))
        first = [asked_by.setdefault((plan.employee_id, part.id), plan) for part in asked]
        found.append(
            RatedPlan(
                plan=plan,
                dimensions=tuple(part for part, owner in zip(asked, first, strict=True) if owner is plan),
                elsewhere=next((owner.position for owner in first if owner is not plan), ""),
                rater=rater,
                on_behalf=_on_behalf(plan.rater_id, actor),
                chosen={
                    axis: texts.overrides[plan.plan_id, axis]
                    for axis in Axis
                    if (plan.plan_id, axis) in texts.overrides
                },
                texts=texts,
                is_held_back=plan.plan_id in held_back,
            )
        )
    return found


def _on_behalf(rater_id: int | None, actor: Actor) -> str:
    """In whose name the actor rates, where that is somebody else."""
    if rater_id is None or rater_id == actor.employee_id:
        return ""
    kinds = {
        DelegationKind.ACTING: _("Plt."),
        DelegationKind.DAILY_ACTING: _("Plh."),
        DelegationKind.TAKEOVER: _("diambil alih"),
    }
    found = next((one for one in actor.stands_in if one.rater_id == rater_id), None)
    if found is None:
        return ""
    return _("atas nama %(rater)s (%(kind)s)") % {"rater": found.rater_name, "kind": kinds[found.kind]}


def _why_excluded(excluded: Excluded | None) -> str:
    return excluded.sentence if excluded else ""


def _asked_of(plan: LoadedPlan, texts: RowTexts, rater: str) -> Iterator[AskedDimension]:
    """What the scheme asks the rater, each with the level that this rater has given."""
    given = {ratings.name: ratings.own for ratings in plan.sheet.rubrics}
    for name in plan.scheme.rubrics:
        rubric = texts.rubrics.get(name)
        if rubric is None:
            continue
        levels = {one.dimension: one.level for one in given.get(name, ()) if _is_of(one, rater)}
        for part in rubric.asked(overall=plan.scheme.overall):
            yield AskedDimension(part.id, part.code, part.name, name, rubric.title, part.anchors, levels.get(part.code))


def _is_of(entry: RatingEntry, rater: str) -> bool:
    return entry.group is RaterGroup.SUPERVISOR and entry.rater == rater


def _version_of(
    dimensions: Sequence[AskedDimension], chosen: Mapping[Axis, SetRating], followed: Sequence[Override]
) -> str:
    levels = sorted((part.id, part.level) for part in dimensions if part.level is not None)
    ratings = sorted((str(axis), str(one.rating), one.reason) for axis, one in chosen.items())
    stored = (levels, ratings, followed) if followed else (levels, ratings)
    return sha256(repr(stored).encode()).hexdigest()[:16]


def _parts(card: ScoreCard, texts: RowTexts) -> Iterator[tuple[str, Decimal | None]]:
    """The components that are counted here and rated nowhere, and each rubric where there are several."""
    several = len(card.rubrics) > 1
    for axis in (card.result, card.behaviour):
        for part in axis.components:
            if part.component.source is Source.ATTENDANCE or (several and part.component.rubric is not None):
                yield _name_of(part.component, texts), part.score


def _name_of(component: Component, texts: RowTexts) -> str:
    if component.rubric is None:
        return _("Presensi")
    return texts.rubrics[component.rubric].title if component.rubric in texts.rubrics else component.rubric


def _handover(stored: _Stored | None) -> Handover:
    if stored is None:
        return Handover.NOT_EVALUATED
    if stored.acknowledged:
        return Handover.ACKNOWLEDGED
    return Handover.DELIVERED if stored.delivered else Handover.EVALUATED
