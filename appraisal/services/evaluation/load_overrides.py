"""Ratings that stand in the place of computed ones: the rater's own, and those that follow a unit's predicate."""

import datetime
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from agencies.services.organisation.find_heads import Head, find_heads_on
from agencies.tenancy.bulk import read_rows
from appraisal.documents.guideline import HEAD_RATINGS, OrganisationPredicate, organisation_reason
from appraisal.scoring.snapshot import reason_digest
from appraisal.scoring.types import OF_ORGANISATION, Axis, Override
from appraisal.scoring.types import Rating as Expectation

# The last day is that of the plan in the period: of its placement, where that ends sooner (contract 2.9).
_OVERRIDES = """
    SELECT plan_id, axis, rating, reason, NULL, NULL, NULL, NULL, NULL, NULL FROM appraisal_ratingoverride
     WHERE period_id = %(period)s AND plan_id = ANY(%(plans)s)
    UNION ALL
    SELECT plan.id, NULL, rated.predicate, rated.reason, rated.source, agency.code,
           plan.agency_id, plan.employee_id, plan.placement_kind,
           (SELECT max(least(place.last_day, %(last_day)s)) FROM agencies_placement place
             WHERE place.employee_id = plan.employee_id AND place.agency_id = plan.agency_id
               AND place.kind = plan.placement_kind AND place.first_day <= %(last_day)s
               AND (place.last_day IS NULL OR place.last_day >= %(first_day)s))
      FROM indicators_plan plan
      JOIN appraisal_organisationrating rated ON rated.agency_id = plan.agency_id AND rated.period_id = %(period)s
      JOIN agencies_agency agency ON agency.id = plan.agency_id
     WHERE plan.id = ANY(%(plans)s) AND plan.placement_kind IN ('definitive', 'plt')
"""


class _Led(NamedTuple):
    """A plan in a unit that has a predicate; it follows it where its person leads the unit on the last day."""

    override: Override
    plan_id: int
    agency_id: int
    employee_id: int
    kind: str
    last_day: datetime.date | None

    def is_of(self, head: Head | None) -> bool:
        """Whether it is the plan of the place from which the unit is led: a secretary who is also Plt. head has two."""
        return head is not None and (head.employee_id, head.kind) == (self.employee_id, self.kind)


def load_overrides(of_these: Mapping[str, object]) -> dict[int, list[Override]]:
    """By plan, at most one an axis: the predicate of a unit is its head's result rating, whatever the rater set (1.5).

    One query; one more where a unit of these plans has a predicate.
    """
    found: dict[int, dict[Axis, Override]] = defaultdict(dict)
    in_rated_units = []
    for plan_id, axis, rating, reason, source, agency, *of_unit in read_rows(_OVERRIDES, of_these):
        if axis is None:
            override = organisation_override(OrganisationPredicate(rating), agency, source, reason)
            in_rated_units.append(_Led(override, plan_id, *of_unit))
        else:
            found[plan_id][Axis(axis)] = Override(Axis(axis), Expectation(rating), reason_digest(reason))
    for led in _of_heads(in_rated_units):
        found[led.plan_id][Axis.RESULT] = led.override
    return {plan_id: list(by_axis.values()) for plan_id, by_axis in found.items()}


def followers_of(of_these: Mapping[str, object]) -> set[int]:
    """Which of these plans follow a unit's predicate, by plan."""
    overrides = load_overrides(of_these)
    return {pk for pk, given in overrides.items() if any(one.is_of_organisation for one in given)}


def organisation_override(predicate: OrganisationPredicate, agency: str, source: str, reason: str) -> Override:
    """The result rating of who leads a unit with that predicate; ``agency`` is the unit's code."""
    text = organisation_reason(agency=agency, predicate=predicate, source=source, reason=reason)
    return Override(Axis.RESULT, HEAD_RATINGS[predicate], f"{OF_ORGANISATION}{reason_digest(text)}")


def _of_heads(plans: Sequence[_Led]) -> list[_Led]:
    """Those of the heads as of the plan's last day; a plan without a day in the period has none."""
    if not plans:
        return []
    days = {one.last_day for one in plans if one.last_day is not None}
    heads = find_heads_on(days, agency_ids={one.agency_id for one in plans})
    return [one for one in plans if one.last_day and one.is_of(heads.get(one.last_day, {}).get(one.agency_id))]
