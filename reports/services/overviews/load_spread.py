"""How the predicates of a unit are spread, and what the guideline of its own predicate says to it."""

from django.utils import timezone

from appraisal.models import Period
from appraisal.services.organisation.led_units import LedUnits, day_of
from appraisal.services.organisation.load_distribution import UnitDistribution, load_distribution
from reports.documents.spread import UnitSpread, WrittenReason


def load_spread(*, period: Period, agency_code: str) -> UnitSpread | None:
    """The spread of one unit; nothing where nobody leads it, since then nobody counts in it. Seven queries."""
    units = LedUnits.load_branch(day_of(period, timezone.localdate()), agency_code)
    unit = units.find(agency_code)
    if unit is None:
        return None
    return _prepared(load_distribution(period=period, unit=unit, units=units))


def _prepared(found: UnitDistribution) -> UnitSpread:
    reason = found.reason
    return UnitSpread(
        head_id=found.unit.head.employee_id,
        head=found.unit.head.name,
        head_title=found.unit.head.title,
        setter=found.unit.setter,
        predicate=found.predicate,
        source=found.rating.source if found.rating else "",
        counts=found.spread.counts,
        cells=dict(found.spread.cells),
        complete=found.spread.complete,
        total=found.spread.total,
        spans=found.spans,
        outcomes=found.comparison.outcomes if found.comparison else (),
        reason=WrittenReason(reason.reason, reason.decided_by_name, reason.decided_at, found.has_changed)
        if reason
        else None,
    )
