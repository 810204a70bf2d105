"""What both documents of an evaluation say beside its figures: the people in their posts, and the unit's predicate."""

import datetime
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from django.utils import timezone

from agencies.models import Employee, Placement
from appraisal.documents.guideline import OrganisationPredicate
from appraisal.documents.scorecard import Scorecard
from appraisal.models import Evaluation, OrganisationRating, Period
from appraisal.services.organisation.led_units import LedUnits, day_of
from appraisal.services.scorecards.load_scorecard import load_scorecards
from reports.documents.evaluation_form import OrganisationResult
from reports.documents.plan_form import FormPerson
from reports.services.official_forms.find_posts import in_order_of_rank, in_post, place_above
from reports.services.official_forms.load_regional_head import load_regional_head


@dataclass(frozen=True, slots=True)
class Evaluated:
    """An evaluation with its scorecard, the three people of the forms, and what its unit achieved."""

    evaluation: Evaluation
    card: Scorecard
    employee: FormPerson
    rater: FormPerson
    superior: FormPerson | None
    organisation: OrganisationResult

    @property
    def period(self) -> Period:
        """When it was."""
        period: Period = self.evaluation.period
        return period


def load_evaluated(evaluations: Sequence[Evaluation]) -> list[Evaluated]:
    """In the order given; they come with employee, agency and period. The queries of the scorecards and six more of
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
            rater=people.rater_of(row),
            superior=people.superior_of(row),
            organisation=OrganisationResult(achieved.get((row.period_id, row.agency_id))),
        )
        for row, card in zip(evaluations, load_scorecards(evaluations), strict=True)
    ]


_NOBODY = FormPerson("", "", "", "", "")


@dataclass(frozen=True, slots=True)
class _People:
    """Those evaluated, who rates and who stands above, with all their places, the definitive ones first."""

    people: Mapping[int, Employee]
    places: Mapping[int, Sequence[Placement]]
    regional_head: FormPerson

    @classmethod
    def load(cls, evaluations: Sequence[Evaluation]) -> Self:
        named = {pk for row in evaluations for pk in (row.rater_id, row.superior_id) if pk is not None}
        places: dict[int, list[Placement]] = defaultdict(list)
        everybody = named | {row.employee_id for row in evaluations}
        for place in in_order_of_rank(Placement.objects.filter(employee_id__in=everybody)):
            places[place.employee_id].append(place)
        is_asked_for = any(row.rater_id is None or row.superior_id is None for row in evaluations)
        return cls(Employee.objects.in_bulk(named), places, load_regional_head() if is_asked_for else _NOBODY)

    def rater_of(self, row: Evaluation) -> FormPerson:
        """In the post in which that one rates this person; without a rater it is the regional head (contract 2.8)."""
        return self._in_post(row.rater_id, row) if row.rater_id is not None else self.regional_head

    def superior_of(self, row: Evaluation) -> FormPerson | None:
        """Who stands above the rater: the regional head where nobody stands above the place of one who rates."""
        if row.superior_id is not None:
            return self._in_post(row.superior_id, row)
        if row.rater_id is None:
            return None
        return self.regional_head if self._on(row.rater_id, self._day_of(row)) else None

    def _in_post(self, person_id: int, row: Evaluation) -> FormPerson:
        """Who had no place on the day is named without one."""
        return in_post(self.people[person_id], place_above(self._on(person_id, self._day_of(row)), row.agency))

    def _on(self, person_id: int, day: datetime.date) -> Sequence[Placement]:
        places = self.places.get(person_id, ())
        return [one for one in places if one.first_day <= day and (one.last_day is None or one.last_day >= day)]

    def _day_of(self, row: Evaluation) -> datetime.date:
        """The plan's last day in the period, whose placement says who rates (contract 2.9)."""
        end: datetime.date = row.period.last_day
        ends = [
            one.last_day or end
            for one in self.places.get(row.employee_id, ())
            if (one.agency_id, one.kind) == (row.agency_id, row.placement_kind) and one.first_day <= end
        ]
        return min(max(ends, default=end), end)


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
