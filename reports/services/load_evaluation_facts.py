"""What both documents of an evaluation say beside its figures: the people in their posts, and the unit's predicate."""

import datetime
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from django.utils import timezone

from agencies.models import Employee, Placement
from appraisal.documents.guideline import OrganisationPredicate
from appraisal.documents.scorecard import Scorecard, position_with_kind
from appraisal.models import Evaluation, OrganisationRating, Period
from appraisal.scoring.types import PlacementKind
from appraisal.services.organisation.led_units import LedUnits, day_of
from appraisal.services.scorecards.load_scorecard import load_scorecards
from reports.documents.evaluation_form import OrganisationResult
from reports.documents.plan_form import FormPerson


@dataclass(frozen=True, slots=True)
class Evaluated:
    """An evaluation with its scorecard, the three people of the forms, and what its unit achieved."""

    evaluation: Evaluation
    card: Scorecard
    employee: FormPerson
    rater: FormPerson | None
    superior: FormPerson | None
    organisation: OrganisationResult

    @property
    def period(self) -> Period:
        """When it was."""
        period: Period = self.evaluation.period
        return period


def load_evaluated(evaluations: Sequence[Evaluation]) -> list[Evaluated]:
    """In the order given; they come with employee, agency and period. The queries of the scorecards and five more of
    each period.
    """
    if not evaluations:
        return []
    people = _People.load(evaluations)
    achieved = _organisations(evaluations)
    return [
        Evaluated(
            evaluation=row,
            card=card,
            employee=FormPerson(
                row.employee.name, row.employee.nip, row.employee.grade, card.identity.position, row.agency.name
            ),
            rater=people.of(row.rater_id, row.period.last_day),
            superior=people.of(row.superior_id, row.period.last_day),
            organisation=OrganisationResult(achieved.get((row.period_id, row.agency_id))),
        )
        for row, card in zip(evaluations, load_scorecards(evaluations), strict=True)
    ]


@dataclass(frozen=True, slots=True)
class _People:
    """Who rates and who stands above, with all their places, the definitive ones first."""

    people: Mapping[int, Employee]
    places: Mapping[int, Sequence[Placement]]

    @classmethod
    def load(cls, evaluations: Sequence[Evaluation]) -> Self:
        named = {pk for row in evaluations for pk in (row.rater_id, row.superior_id) if pk is not None}
        places: dict[int, list[Placement]] = defaultdict(list)
        rows = Placement.objects.filter(employee_id__in=named).select_related("agency")
        for place in rows.order_by("kind", "-first_day", "id"):
            places[place.employee_id].append(place)
        return cls(Employee.objects.in_bulk(named), places)

    def of(self, person_id: int | None, day: datetime.date) -> FormPerson | None:
        """Somebody in the place of a day; who had none then is named without one."""
        if person_id is None:
            return None
        person = self.people[person_id]
        on_the_day = (
            one
            for one in self.places.get(person_id, ())
            if one.first_day <= day and (one.last_day is None or one.last_day >= day)
        )
        place = next(on_the_day, None)
        position = position_with_kind(place.position, PlacementKind(place.kind)) if place else ""
        return FormPerson(person.name, person.nip, person.grade, position, place.agency.name if place else "")


def _organisations(evaluations: Sequence[Evaluation]) -> dict[tuple[int, int], OrganisationPredicate]:
    """The predicate of the nearest led unit, upward from the own one; of who leads it that of this very unit."""
    ratings = {
        (period_id, agency_id): OrganisationPredicate(predicate)
        for period_id, agency_id, predicate in OrganisationRating.objects.filter(
            period_id__in={row.period_id for row in evaluations}
        ).values_list("period_id", "agency_id", "predicate")
    }
    if not ratings:
        return {}
    found = {}
    for period in {row.period_id: row.period for row in evaluations}.values():
        agencies = {row.agency_id for row in evaluations if row.period_id == period.pk}
        units = LedUnits.load(day_of(period, timezone.localdate()), around=agencies)
        for agency_id in agencies:
            predicate = ratings.get((period.pk, _led_unit(agency_id, units) or 0))
            if predicate is not None:
                found[period.pk, agency_id] = predicate
    return found


def _led_unit(agency_id: int, units: LedUnits) -> int | None:
    unit: int | None = agency_id
    while unit is not None and unit not in units.heads:
        unit = units.parents.get(unit)
    return unit
