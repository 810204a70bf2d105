"""When the levels of peers and subordinates are sealed, and which evaluations must wait for it (docs/adr/0008).

While somebody of a group may still send, no figure with levels of the group is shown to a person: who looks before and
after would learn by subtraction what one rater gave. Engine, export and verification are not touched by this.
"""

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Self

from django.db.models import BooleanField, Case, Exists, Max, OuterRef, Q, QuerySet, Value, When
from django.utils import timezone

from appraisal.models import Evaluation, Period, PeriodKind, RaterNomination, RaterRole, Rating, SchemeVersion
from appraisal.querysets import EvaluationQuerySet
from appraisal.scoring.anonymity import weighs_anonymous
from appraisal.scoring.scheme_parsing import parse_scheme

ANONYMOUS_ROLES = (RaterRole.PEER, RaterRole.SUBORDINATE)
HELD_BACK = Q(is_held_back=True)
"""Of rows :func:`with_held_back`."""


def peers_are_sealed(period: Period, today: datetime.date, around: Iterable[Period] = ()) -> bool:
    """Whether no peer and no subordinate can rate in a period any more: from then on group means may be shown.

    It was locked (or a longer period ``around`` it was), or its last day for ratings is over in the region. What was
    sealed stays sealed: unlocking opens a period for everything but these ratings, since their means have been shown.
    """
    was_locked = any(one.locked_at is not None for one in (period, *around))
    return was_locked or (period.rate_until is not None and period.rate_until < today)


@dataclass(frozen=True, slots=True)
class PeerSeals:
    """From which periods evaluations take levels, and which of those are not sealed yet.

    ``feeding`` names for each evaluated period itself and, of a longer one, its months (contract 2.5).
    """

    feeding: Mapping[int, frozenset[int]]
    unsealed: frozenset[int]
    locked: frozenset[int]

    @classmethod
    def load(cls, period_ids: Collection[int], today: datetime.date | None = None) -> Self:
        """One query: the periods of the years concerned."""
        day = timezone.localdate() if today is None else today
        years = Period.objects.filter(pk__in=list(period_ids)).values("first_day__year")
        known = list(Period.objects.filter(first_day__year__in=years))
        return cls(
            feeding={one.pk: _feeding(one, known) for one in known if one.pk in period_ids},
            unsealed=frozenset(one.pk for one in known if not peers_are_sealed(one, day, _around(one, known))),
            locked=frozenset(one.pk for one in known if one.is_locked),
        )

    def open_of(self, period_id: int) -> frozenset[int]:
        """The periods from which an evaluated one takes levels that can still come."""
        return self.feeding.get(period_id, frozenset()) & self.unsealed


def _feeding(period: Period, known: Iterable[Period]) -> frozenset[int]:
    if period.kind == PeriodKind.MONTH:
        return frozenset({period.pk})
    months = {one.pk for one in known if one.kind == PeriodKind.MONTH and _holds(period, one)}
    return frozenset({period.pk, *months})


def _around(period: Period, known: Iterable[Period]) -> list[Period]:
    return [one for one in known if one.pk != period.pk and _holds(one, period)]


def _holds(outer: Period, inner: Period) -> bool:
    return outer.first_day <= inner.first_day and inner.last_day <= outer.last_day


@dataclass(frozen=True, slots=True)
class AskedPeers:
    """In which periods somebody is to be rated, or was, by peers or subordinates.

    ``asked`` holds by employee and period when the last such level came; nothing while none did.
    """

    seals: PeerSeals
    asked: Mapping[int, Mapping[int, datetime.datetime | None]]

    @classmethod
    def load(cls, evaluations: Collection[Evaluation]) -> Self:
        """Of the people of some evaluations. Three queries."""
        seals = PeerSeals.load({row.period_id for row in evaluations})
        periods = {pk for feeding in seals.feeding.values() for pk in feeding}
        people = {row.employee_id for row in evaluations}
        asked: dict[int, dict[int, datetime.datetime | None]] = defaultdict(dict)
        approved = _approved(periods).filter(employee_id__in=people).order_by()
        for employee_id, period_id in approved.values_list("employee_id", "period_id").distinct():
            asked[employee_id][period_id] = None
        given = _given(periods).filter(employee_id__in=people).order_by().values_list("employee_id", "period_id")
        for employee_id, period_id, last in given.annotate(Max("updated_at")):
            asked[employee_id][period_id] = last
        return cls(seals, asked)

    def takes_part(self, evaluation: Evaluation) -> bool:
        """Whether an evaluation can hold levels of peers or subordinates."""
        return bool(self._asked_for(evaluation))

    def makes_wait(self, evaluation: Evaluation) -> bool:
        """Whether such levels can still be sent, or came after the evaluation, so that the next one would tell them."""
        asked = self._asked_for(evaluation)
        if not asked.keys().isdisjoint(self.seals.unsealed):
            return True
        if evaluation.period_id in self.seals.locked:
            return False
        return any(last is not None and last > evaluation.created_at for last in asked.values())

    def _asked_for(self, evaluation: Evaluation) -> dict[int, datetime.datetime | None]:
        feeding = self.seals.feeding.get(evaluation.period_id, frozenset())
        return {pk: last for pk, last in self.asked.get(evaluation.employee_id, {}).items() if pk in feeding}


@dataclass(frozen=True, slots=True)
class UnsealedParts:
    """Where peers and subordinates can still rate: in the very period (``own``), in these months of a longer one."""

    own: bool
    months: frozenset[int]

    @classmethod
    def load(cls, period: Period) -> Self:
        """Of one period. One query."""
        days = {"first_day__lte": period.last_day, "last_day__gte": period.first_day}
        known = list(Period.objects.filter(**days))
        today = timezone.localdate()
        unsealed = [one for one in known if not peers_are_sealed(one, today, _around(one, known))]
        months = {one.first_day.month for one in unsealed if one.kind == PeriodKind.MONTH and one.pk != period.pk}
        return cls(any(one.pk == period.pk for one in unsealed), frozenset(months))


def weighing_schemes() -> frozenset[int]:
    """The scheme versions of the region that count peers or subordinates. One query."""
    documents = SchemeVersion.objects.values_list("id", "document")
    return frozenset(pk for pk, document in documents if weighs_anonymous(parse_scheme(document)))


def held_back_of(evaluations: Collection[Evaluation]) -> frozenset[tuple[int, int]]:
    """Period and plan of those among some evaluations in force whose figures wait; the rows come with their scheme.

    No query where no scheme counts peers, else three.
    """
    documents = {row.scheme_id: row.scheme.document for row in evaluations}
    weighing = {pk for pk, document in documents.items() if weighs_anonymous(parse_scheme(document))}
    found = [row for row in evaluations if row.scheme_id in weighing]
    if not found:
        return frozenset()
    peers = AskedPeers.load(found)
    return frozenset((row.period_id, row.plan_id) for row in found if peers.makes_wait(row))


def rates_results(evaluation: Evaluation) -> bool:
    """Whether a rubric counts in the result axis, so that its score waits as well; the row comes with its scheme."""
    components = parse_scheme(evaluation.scheme.document).result.components
    return any(component.rubric is not None for component in components)


def with_held_back(evaluations: EvaluationQuerySet, period_ids: Collection[int]) -> EvaluationQuerySet:
    """Adds ``is_held_back``: the figures wait until nobody can send any more. One query; two where peers count."""
    weighing = weighing_schemes()
    waiting = _waiting(PeerSeals.load(period_ids), period_ids) if weighing else []
    nothing = Value(value=False, output_field=BooleanField())
    if not waiting:
        return evaluations.annotate(is_held_back=nothing)
    cases = [When(condition, scheme_id__in=weighing, then=Value(value=True)) for condition in waiting]
    return evaluations.annotate(is_held_back=Case(*cases, default=nothing, output_field=BooleanField()))


def without_open_peers(evaluations: EvaluationQuerySet, period_id: int) -> EvaluationQuerySet:
    """Without those whose people peers or subordinates can still rate, whatever the scheme makes of it. One query."""
    for waiting in _waiting(PeerSeals.load([period_id]), [period_id]):
        evaluations = evaluations.exclude(waiting)
    return evaluations


def _waiting(seals: PeerSeals, period_ids: Collection[int]) -> list[Q]:
    """One condition for each period whose evaluations may have to wait: the same as `AskedPeers.makes_wait`."""
    mine = {"employee_id": OuterRef("employee_id")}
    conditions = []
    for period_id in sorted(period_ids):
        if period_id in seals.locked or period_id not in seals.feeding:
            continue
        given = _given(seals.feeding[period_id]).filter(**mine)
        late = Q(Exists(given.filter(updated_at__gt=OuterRef("created_at"))))
        if still_open := seals.open_of(period_id):
            late |= Q(Exists(_approved(still_open).filter(**mine))) | Q(Exists(_given(still_open).filter(**mine)))
        conditions.append(Q(period_id=period_id) & late)
    return conditions


def _approved(period_ids: Collection[int]) -> QuerySet[RaterNomination]:
    return RaterNomination.objects.filter(period_id__in=list(period_ids), state=RaterNomination.State.APPROVED)


def _given(period_ids: Collection[int]) -> QuerySet[Rating]:
    return Rating.objects.filter(period_id__in=list(period_ids), role__in=ANONYMOUS_ROLES)
