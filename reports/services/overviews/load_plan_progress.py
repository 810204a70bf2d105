"""How far the plans of the year are in some units, and what waits for their admin: one query."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Count, IntegerField, Max, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from agencies.models import Employee, ImportDraft, ImportState, Placement, PlacementKind
from agencies.permissions import Actor
from agencies.services.organisation.find_employees import PlanProgress, with_plan_progress
from indicators.models import Contribution


@dataclass(frozen=True, slots=True)
class PlanCounts:
    """The people with a definitive place today, by how far their plan of the year has come; and what waits for the
    admin who looks: contributions without an answer, own imports that are not published.
    """

    year: int
    agreed: int
    discussed: int
    draft: int
    absent: int
    unanswered: int
    imports: int

    @property
    def people(self) -> int:
        """All of them."""
        return self.agreed + self.discussed + self.draft + self.absent


def load_plan_progress(
    *, actor: Actor, day: datetime.date, agency_ids: Collection[int] | None = None, with_tasks: bool
) -> PlanCounts:
    """Counted in some units, or in the region. Without ``with_tasks`` nothing waits for the reader."""
    places = Placement.objects.during(day, day).filter(kind=PlacementKind.DEFINITIVE)
    waiting = Contribution.objects.filter(outcome="")
    if agency_ids is not None:
        places = places.filter(agency_id__in=agency_ids)
        waiting = waiting.filter(agency_id__in=agency_ids)
    drafts = ImportDraft.objects.filter(owner_id=actor.user_id, state=ImportState.OPEN)
    people = with_plan_progress(Employee.objects.filter(pk__in=places.order_by().values("employee_id")), day.year)
    if with_tasks:
        people = people.annotate(waiting=_counted(waiting), drafts=_counted(drafts))
    else:
        people = people.annotate(waiting=Value(0), drafts=Value(0))
    found = people.order_by().aggregate(
        **{progress.value: Count("pk", filter=Q(plan=progress.value)) for progress in PlanProgress},
        unanswered=Max("waiting"),
        imports=Max("drafts"),
    )
    return PlanCounts(year=day.year, **{name: amount or 0 for name, amount in found.items()})


def _counted(rows: QuerySet[Contribution] | QuerySet[ImportDraft]) -> Coalesce:
    """How many rows there are, as a value of the one query; ``kind`` only makes one group of them."""
    one_group = rows.order_by().annotate(all=Value(1)).values("all").annotate(amount=Count("pk")).values("amount")
    return Coalesce(Subquery(one_group, output_field=IntegerField()), 0)
