"""Delegations as the pages show them: in force or to come, over, and who stands in for a rater just now."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import QuerySet

from agencies.dates import date_range
from agencies.models import Delegation, DelegationKind, Employee
from agencies.permissions import Actor
from appraisal.services.delegation.who_may import kept_raters, may_end, visible_delegations
from appraisal.services.delegation.wording import kind_label


class Stage(StrEnum):
    """Where a delegation stands on a day."""

    RUNNING = "running"
    COMING = "coming"
    OVER = "over"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class ShownDelegation:
    """A delegation in words. ``decided_by`` and ``ended_by`` are names; ``may_end`` concerns who looks at it."""

    id: int
    rater: str
    delegate: str
    kind: DelegationKind
    label: str
    days: str
    last_day: datetime.date
    reason: str
    stage: Stage
    decided_by: str
    decided_at: datetime.datetime
    ended_at: datetime.datetime | None
    ended_by: str
    may_end: bool


@dataclass(frozen=True, slots=True)
class CurrentDelegations:
    """Those in force or to come: of the own work, given to oneself, and of other raters one looks after or reads."""

    own: tuple[ShownDelegation, ...]
    given: tuple[ShownDelegation, ...]
    others: tuple[ShownDelegation, ...]


@dataclass(frozen=True, slots=True)
class StandIn:
    """Who acts in a rater's name today: `Plh. Budi Santoso`."""

    name: str
    kind: DelegationKind
    label: str
    last_day: datetime.date


def load_current_delegations(*, actor: Actor, today: datetime.date) -> CurrentDelegations:
    """What is in force or to come, by its first day. At most four queries."""
    rows = visible_delegations(actor, today).filter(ended_at__isnull=True, last_day__gte=today)
    found = _named(rows.order_by("first_day", "id"))
    shown = dict(zip([one.pk for one in found], _shown(found, actor, today), strict=True))
    own = [one for one in found if one.rater_id == actor.employee_id]
    given = [one for one in found if one.delegate_id == actor.employee_id]
    others = [one for one in found if one not in own and one not in given]
    return CurrentDelegations(*(tuple(shown[one.pk] for one in part) for part in (own, given, others)))


def past_delegations(*, actor: Actor, today: datetime.date) -> QuerySet[Delegation]:
    """Those that are over or were ended early, the newest first. No query yet."""
    rows = visible_delegations(actor, today)
    return rows.exclude(ended_at__isnull=True, last_day__gte=today).order_by("-first_day", "-id")


def listed_delegations(
    rows: Sequence[Delegation], *, actor: Actor, today: datetime.date
) -> tuple[ShownDelegation, ...]:
    """One page of them. At most three queries."""
    return _shown(_named(Delegation.objects.filter(pk__in=[one.pk for one in rows])), actor, today)


def load_stand_ins(*, rater_id: int | None, today: datetime.date) -> tuple[StandIn, ...]:
    """Who acts in the name of a rater today; at most one person. One query."""
    if rater_id is None:
        return ()
    rows = Delegation.objects.filter(
        rater_id=rater_id, ended_at__isnull=True, first_day__lte=today, last_day__gte=today
    )
    columns = ("delegate__name", "kind", "last_day")
    return tuple(
        StandIn(name, DelegationKind(kind), kind_label(kind), last_day)
        for name, kind, last_day in rows.values_list(*columns)
    )


def _named(rows: QuerySet[Delegation]) -> list[Delegation]:
    return list(rows.select_related("rater", "delegate", "decided_by", "ended_by"))


def _shown(rows: Sequence[Delegation], actor: Actor, today: datetime.date) -> tuple[ShownDelegation, ...]:
    accounts = {one.decided_by_id for one in rows} | {one.ended_by_id for one in rows if one.ended_by_id}
    names = dict(Employee.objects.filter(user_id__in=accounts).values_list("user_id", "name"))
    kept = kept_raters(actor, frozenset(one.rater_id for one in rows), today)
    return tuple(
        ShownDelegation(
            id=one.pk,
            rater=one.rater.name,
            delegate=one.delegate.name,
            kind=DelegationKind(one.kind),
            label=kind_label(one.kind),
            days=date_range(one.first_day, one.last_day),
            last_day=one.last_day,
            reason=one.reason,
            stage=(stage := _stage(one, today)),
            decided_by=names.get(one.decided_by_id, one.decided_by.login),
            decided_at=one.decided_at,
            ended_at=one.ended_at,
            ended_by=names.get(one.ended_by.pk, one.ended_by.login) if one.ended_by else "",
            may_end=stage in {Stage.RUNNING, Stage.COMING} and may_end(actor, one, kept),
        )
        for one in rows
    )


def _stage(one: Delegation, today: datetime.date) -> Stage:
    if one.ended_at is not None:
        return Stage.ENDED
    if one.last_day < today:
        return Stage.OVER
    return Stage.COMING if one.first_day > today else Stage.RUNNING
