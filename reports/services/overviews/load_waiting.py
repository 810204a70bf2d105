"""How far the evaluations of some units are, and who is awaited: counted where the rows are, named where it helps.

What an evaluation lacks is read from what the engine stored of it: an item in state ``missing`` is an unreported due
month, and an axis without a score lacks a component (contract 2.1, 2.7). With a scheme that counts attendance in the
behaviour axis, somebody without any recap in the period waits for the recap, and else for the rater.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Self

from django.db.models import Count, Exists, OuterRef, Q, Value
from django.utils.translation import gettext as _

from agencies.tenancy.scope import current_region_id
from appraisal.documents.scorecard import position_with_kind
from appraisal.models import AttendanceRecap, Evaluation, EvaluationItem, Period
from appraisal.querysets import EvaluationQuerySet
from appraisal.scoring.types import ItemState, PlacementKind
from appraisal.services.peers.sealed import HELD_BACK, with_held_back
from reports.documents.awaited import REGIONAL_HEAD, Awaited
from reports.documents.overviews import AwaitedRater, Waiting
from reports.documents.summaries import IncompleteRow
from reports.services.overviews.load_unreported import load_unreported

SHOWN_RATERS = 20
SHOWN_PEOPLE = 30

INCOMPLETE = Q(complete=False) | HELD_BACK
NO_REPORT = Q(lacks_report=True)
NO_RECAP = Q(lacks_behaviour=True, lacks_recap=True)
NO_RATING = Q(lacks_behaviour=True, lacks_recap=False)


@dataclass(frozen=True, slots=True)
class Progress:
    """Definitive evaluations in force, counted by how far they are; ``no_*`` count among the incomplete ones."""

    evaluated: int = 0
    reported: int = 0
    rated: int = 0
    incomplete: int = 0
    no_report: int = 0
    no_rating: int = 0
    no_recap: int = 0
    waiting: int = 0

    def plus(self, other: Self) -> "Progress":
        """Both together."""
        return Progress(*(getattr(self, name) + getattr(other, name) for name in self.__slots__))


def evaluations_in_force(
    period: Period, agency_ids: Collection[int], with_attendance: Collection[int]
) -> EvaluationQuerySet:
    """The definitive evaluations of some units, each with what it lacks.

    ``with_attendance`` are the numbers of the schemes whose behaviour axis counts attendance.
    """
    mine = {"region_id": current_region_id(), "period_id": OuterRef("period_id"), "plan_id": OuterRef("plan_id")}
    missing = EvaluationItem.objects.filter(**mine, revision=OuterRef("revision"), state=ItemState.MISSING, kind="main")
    recaps = AttendanceRecap.objects.filter(
        employee_id=OuterRef("employee_id"), month__range=(period.first_day, period.last_day)
    )
    found = definitive_in_force(period).filter(agency_id__in=agency_ids)
    return with_held_back(found, [period.pk]).annotate(
        lacks_report=Exists(missing),
        lacks_behaviour=Q(behaviour_score__isnull=True),
        # An empty list of schemes is no condition that SQL can write: it would become NULL, not false.
        lacks_recap=Q(scheme_id__in=with_attendance) & ~Q(Exists(recaps)) if with_attendance else Value(value=False),
    )


def definitive_in_force(period: Period) -> EvaluationQuerySet:
    return Evaluation.objects.filter(region_id=current_region_id(), period=period, placement_kind="definitive").latest()


def progress_by_agency(evaluations: EvaluationQuerySet) -> Mapping[int, Progress]:
    """One query."""
    incomplete = INCOMPLETE
    counted = (
        evaluations.order_by()
        .values_list("agency_id")
        .annotate(
            evaluated=Count("plan_id"),
            reported=Count("plan_id", filter=Q(lacks_report=False)),
            rated=Count("plan_id", filter=Q(lacks_behaviour=False)),
            incomplete=Count("plan_id", filter=incomplete),
            no_report=Count("plan_id", filter=incomplete & NO_REPORT),
            no_rating=Count("plan_id", filter=incomplete & NO_RATING),
            no_recap=Count("plan_id", filter=incomplete & NO_RECAP),
            waiting=Count("plan_id", filter=incomplete & (NO_REPORT | Q(lacks_behaviour=True))),
        )
    )
    return {agency_id: Progress(*figures) for agency_id, *figures in counted}


def load_waiting(period: Period, evaluations: EvaluationQuerySet, total: Progress) -> Waiting:
    """Who is awaited by name: raters with most people first, then the people in the order of units. Three queries."""
    incomplete = evaluations.filter(INCOMPLETE).order_by()
    lacking = incomplete.filter(NO_RATING).values_list("rater_id", "rater__name")
    raters = lacking.annotate(people=Count("plan_id")).order_by("-people", "rater__name__sort_key", "rater_id")[
        :SHOWN_RATERS
    ]
    return Waiting(
        ratings_total=total.no_rating,
        raters=tuple(AwaitedRater(name or _(REGIONAL_HEAD), people) for _id, name, people in raters),
        reports_total=total.no_report,
        reports=_unreported(period, incomplete.filter(NO_REPORT)),
        recaps=total.no_recap,
        others=total.incomplete - total.waiting,
    )


def _unreported(period: Period, evaluations: EvaluationQuerySet) -> tuple[IncompleteRow, ...]:
    """The first people with a due month unreported, and which of their indicators wait for it."""
    rows = list(
        evaluations.select_related("employee", "agency")
        .defer("snapshot")
        .order_by("agency__code", "employee__name__sort_key", "employee__nip", "plan_id")[:SHOWN_PEOPLE]
    )
    names = load_unreported(
        period=period, evaluations=definitive_in_force(period), plan_ids=[row.plan_id for row in rows]
    )
    return tuple(
        IncompleteRow(
            name=row.employee.name,
            nip=row.employee.nip,
            position=f"{position_with_kind(row.position, PlacementKind(row.placement_kind))}, {row.agency.name}",
            awaited=tuple(
                Awaited(_("Realisasi %(indicator)s belum dilaporkan") % {"indicator": name}, row.employee.name)
                for name in names[row.plan_id]
            ),
        )
        for row in rows
    )
