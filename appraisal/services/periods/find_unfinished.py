"""Who is not done in a period: what a lock would leave undone, by name."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db.models import QuerySet

from agencies.models import Placement
from appraisal.models import Evaluation, Period
from appraisal.services.evaluation.find_unplanned import places_without_evaluation
from appraisal.services.periods.load_year import evaluations_in_force, undelivered


class Unfinished(StrEnum):
    """The three lists, as the address names them."""

    INCOMPLETE = "belum-lengkap"
    UNPLANNED = "tanpa-skp"
    UNDELIVERED = "belum-disampaikan"


@dataclass(frozen=True, slots=True)
class UnfinishedPerson:
    """A line of a list; ``plan_id`` leads to the evaluation where there is one. ``rater`` is who is awaited."""

    employee_id: int
    name: str
    nip: str
    position: str
    agency: str
    rater: str
    plan_id: int | None


def find_unfinished(
    *, period: Period, which: Unfinished, agency_ids: Collection[int] | None
) -> QuerySet[Evaluation] | QuerySet[Placement]:
    """One of the lists, by unit and name. No query yet."""
    if which is Unfinished.UNPLANNED:
        places = places_without_evaluation(period=period, agency_ids=agency_ids).select_related(
            "employee", "agency", "supervisor"
        )
        return places.order_by("agency__code", "employee__name__sort_key", "employee__nip", "pk")
    found = evaluations_in_force(agency_ids).filter(period=period)
    chosen = undelivered(found) if which is Unfinished.UNDELIVERED else found.filter(complete=False)
    named = chosen.select_related("employee", "agency", "rater").defer("snapshot")
    return named.order_by("agency__code", "employee__name__sort_key", "employee__nip", "plan_id")


def listed_unfinished(rows: Sequence[Any]) -> list[UnfinishedPerson]:
    """The lines of one page of a list. No query."""
    return [_of_place(row) if isinstance(row, Placement) else _of_evaluation(row) for row in rows]


def _of_place(row: Placement) -> UnfinishedPerson:
    rater = row.supervisor.name if row.supervisor else ""
    return UnfinishedPerson(
        row.employee_id, row.employee.name, row.employee.nip, row.position, row.agency.name, rater, None
    )


def _of_evaluation(row: Evaluation) -> UnfinishedPerson:
    rater = row.rater.name if row.rater else ""
    return UnfinishedPerson(
        row.employee_id, row.employee.name, row.employee.nip, row.position, row.agency.name, rater, row.plan_id
    )
