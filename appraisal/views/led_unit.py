"""What the screens of units share: the period and the led unit that an address names."""

from django.http import Http404, QueryDict
from django.utils import timezone

from agencies.views.access import RegionRequest
from appraisal.models import DistributionReason, OrganisationRating
from appraisal.services.organisation.led_units import LedUnit, LedUnits, day_of
from appraisal.services.rating.find_rated_period import RatedPeriod
from appraisal.views.rated import rated_period


def led_unit(request: RegionRequest, code: str, agency_code: str) -> tuple[RatedPeriod, LedUnits, LedUnit]:
    """The period, the branch of the unit, and the unit.

    Raises:
        Http404: the region has no such period, no such unit, or nobody leads it.
    """
    rated = rated_period(request, code)
    units = LedUnits.load_branch(day_of(rated.period, timezone.localdate()), agency_code)
    unit = units.find(agency_code)
    if unit is None:
        raise Http404
    return rated, units, unit


def of_edition(typed: QueryDict, stored: OrganisationRating | DistributionReason | None) -> QueryDict:
    """What was typed, after its writer has seen what is stored now: sent again, it takes the place of that."""
    again = typed.copy()
    again["edition"] = str(stored.edition if stored else 0)
    return again
