"""The exclusions that somebody may read, those in force first."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import F, Q, QuerySet

from agencies.models import Employee, Placement, Role
from agencies.permissions import Actor
from appraisal.models import Exclusion
from appraisal.services.exclusions.find_exclusions import Excluded
from appraisal.services.exclusions.kind_words import kind_words


@dataclass(frozen=True, slots=True)
class ListedExclusion:
    """A line of the list; ``state`` is current, coming, past or ended."""

    id: int
    employee_id: int
    name: str
    nip: str
    kind: str
    sentence: str
    decided_by: str
    decided_at: datetime.datetime
    ended_at: datetime.datetime | None
    state: str
    may_end: bool
    may_repeat: bool


def readable_exclusions(actor: Actor, day: datetime.date) -> QuerySet[Exclusion]:
    """Those of people whose placements the actor reads."""
    people = Employee.objects.all().kept_by(actor, day)
    return Exclusion.objects.filter(employee__in=people.order_by().values("pk"))


def excludable_people(actor: Actor, day: datetime.date) -> QuerySet[Employee]:
    """Whom somebody may leave out: the region admin anybody, an agency admin who has a place in the own units."""
    if Role.REGION_ADMIN in actor.roles:
        return Employee.objects.all()
    places = Placement.objects.filter(agency_id__in=actor.admin_agency_ids)
    kept = places.filter(Q(last_day__isnull=True) | Q(last_day__gte=day))
    return Employee.objects.filter(pk__in=kept.values("employee_id"))


def listed_exclusions(rows: Sequence[Exclusion], actor: Actor, day: datetime.date) -> list[ListedExclusion]:
    """The lines of one page. One query."""
    asked = {row.employee_id for row in rows}
    mine = set(excludable_people(actor, day).filter(pk__in=asked).order_by().values_list("pk", flat=True))
    return [_listed(row, row.employee_id in mine and row.employee_id != actor.employee_id, day) for row in rows]


def ordered_exclusions(rows: QuerySet[Exclusion]) -> QuerySet[Exclusion]:
    """Those that stand before those that were ended, newest first."""
    return rows.select_related("employee").order_by(F("ended_at").desc(nulls_first=True), "-first_day", "-id")


def _listed(row: Exclusion, is_mine: bool, day: datetime.date) -> ListedExclusion:  # noqa: FBT001
    state = _state(row, day)
    kind = Exclusion.Kind(row.kind)
    return ListedExclusion(
        id=row.pk,
        employee_id=row.employee_id,
        name=row.employee.name,
        nip=row.employee.nip,
        kind=kind_words(kind),
        sentence=Excluded(row.pk, kind, row.first_day, row.last_day, row.reason).sentence,
        decided_by=row.decided_by_name,
        decided_at=row.decided_at,
        ended_at=row.ended_at,
        state=state,
        may_end=is_mine and state != "ended",
        may_repeat=is_mine and state == "ended",
    )


def _state(row: Exclusion, day: datetime.date) -> str:
    if row.ended_at is not None:
        return "ended"
    if row.first_day > day:
        return "coming"
    return "past" if row.last_day is not None and row.last_day < day else "current"
