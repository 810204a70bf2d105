"""The people of a region or of some units as a list: who is on it, and what each line says."""

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Case, CharField, Exists, OuterRef, QuerySet, Value, When

from agencies.models import Employee, Placement, PlacementKind
from agencies.permissions import Actor
from agencies.services.organisation.find_wrong_superiors import WrongSuperior, find_wrong_superiors


class PlanProgress(StrEnum):
    """How far a person's plan of a year has come. An agreed one stays agreed while an addendum is discussed."""

    AGREED = "agreed"
    DISCUSSED = "discussed"
    DRAFT = "draft"
    ABSENT = "absent"


class Filter(StrEnum):
    """What the list can be narrowed to, as the address says it."""

    WRONG_SUPERIOR = "atasan"
    NO_PLAN = "skp"


@dataclass(frozen=True, slots=True)
class ListedPlace:
    """A place held on the day; ``acting`` is ``Plt.`` or ``Plh.``, or empty for a definitive one."""

    position: str
    agency: str
    supervisor: str
    acting: str


@dataclass(frozen=True, slots=True)
class ListedEmployee:
    """A line of the list; ``warnings`` say what looks wrong with the superior."""

    employee_id: int
    name: str
    nip: str
    places: tuple[ListedPlace, ...]
    warnings: tuple[str, ...]
    plan: PlanProgress


def find_employees(
    *,
    actor: Actor,
    day: datetime.date,
    agency_ids: Collection[int] | None = None,
    search: str = "",
    narrowed: Filter | None = None,
) -> QuerySet[Employee]:
    """Those whom the actor keeps, by name, each annotated with ``plan``.

    ``agency_ids`` narrows to the people placed in these units on the day; ``search`` is the beginning of a NIP, or a
    part of a name. No query, but four where the superiors have to be looked at.
    """
    found = Employee.objects.all().kept_by(actor, day)
    if agency_ids is not None:
        seated = Placement.objects.during(day, day).filter(employee_id=OuterRef("pk"), agency_id__in=agency_ids)
        found = found.filter(Exists(seated))
    if search.isdecimal():
        found = found.filter(nip__startswith=search)
    elif search:
        found = found.filter(name__icontains=search)
    if narrowed is Filter.WRONG_SUPERIOR:
        within = agency_ids if agency_ids is not None or actor.reads_region else actor.admin_agency_ids
        wrong = find_wrong_superiors(day=day, agency_ids=within)
        found = found.filter(pk__in={one.employee_id for one in wrong})
    if narrowed is Filter.NO_PLAN:
        # Who has no place any more needs no plan.
        placed = Placement.objects.during(day, day).filter(employee_id=OuterRef("pk"), kind=PlacementKind.DEFINITIVE)
        found = found.filter(Exists(placed)).exclude(Exists(_of_year(day.year, "plans", state="agreed")))
    return with_plan_progress(found.order_by("name__sort_key", "nip"), day.year)


def with_plan_progress(people: QuerySet[Employee], year: int) -> QuerySet[Employee]:
    """Adds ``plan``, a :class:`PlanProgress`. Plans belong to a higher app and are asked by the names of its relations:
    ``plans`` are what counts, ``plan_versions`` what is being worked on.
    """
    agreed = _of_year(year, "plans", state="agreed")
    discussed = _of_year(year, "plan_versions", state="discussed")
    drafted = _of_year(year, "plan_versions", state="draft")
    return people.annotate(
        plan=Case(
            When(Exists(agreed), then=Value(PlanProgress.AGREED.value)),
            When(Exists(discussed), then=Value(PlanProgress.DISCUSSED.value)),
            When(Exists(drafted), then=Value(PlanProgress.DRAFT.value)),
            default=Value(PlanProgress.ABSENT.value),
            output_field=CharField(),
        )
    )


def _of_year(year: int, relation: str, *, state: str) -> QuerySet[Employee]:
    wanted = {f"{relation}__year": year, f"{relation}__state": state}
    return Employee.objects.filter(pk=OuterRef("pk"), **wanted).order_by()


def listed_employees(people: Iterable[Employee], day: datetime.date) -> list[ListedEmployee]:
    """The lines of one page of the list. Five more queries, for places and superiors."""
    page = list(people)
    places = places_on(day, [one.pk for one in page])
    wrong: dict[int, list[WrongSuperior]] = defaultdict(list)
    for warning in find_wrong_superiors(day=day, nips={one.nip for one in page}):
        wrong[warning.employee_id].append(warning)
    return [
        ListedEmployee(
            employee_id=one.pk,
            name=one.name,
            nip=one.nip,
            places=tuple(places[one.pk]),
            warnings=tuple(dict.fromkeys(warning.sentence for warning in wrong[one.pk])),
            plan=PlanProgress(one.plan),  # type: ignore[attr-defined]
        )
        for one in page
    ]


def places_on(day: datetime.date, employee_ids: Sequence[int]) -> Mapping[int, list[ListedPlace]]:
    """The places of some people on a day, the definitive one first. One query."""
    held = Placement.objects.during(day, day).filter(employee_id__in=employee_ids)
    found: dict[int, list[ListedPlace]] = defaultdict(list)
    rows = held.select_related("agency", "supervisor").order_by("first_day", "pk")
    for row in sorted(rows, key=lambda row: row.kind != PlacementKind.DEFINITIVE):
        found[row.employee_id].append(
            ListedPlace(
                position=row.position,
                agency=row.agency.name,
                supervisor=row.supervisor.name if row.supervisor else "",
                acting="" if row.kind == PlacementKind.DEFINITIVE else f"{row.kind.capitalize()}.",
            )
        )
    return found
