"""What is known of an indicator besides its text, for the hints on its quality."""

import datetime

from django.db.models import Q

from agencies.models import Agency
from agencies.services.load_agency_tree import load_agency_tree
from indicators.models import Indicator, IndicatorVersion, PlanItem, PlanState, UnitAgreementItem
from indicators.services.catalogue.quality_hints import HintFacts

HUNDRED = 100
MONTH_CODE = r"^\d{4}-\d{2}$"


def load_hint_facts(*, agency: Agency, indicator: Indicator | None, day: datetime.date) -> HintFacts:
    """The facts on a day; of an indicator that is not there yet only those of its unit. At most six queries."""
    months, all_at_hundred = _evaluated(indicator, day) if indicator else (0, False)
    return HintFacts(
        evaluated_months=months,
        all_at_hundred=all_at_hundred,
        has_zero_target=indicator is not None and _has_zero_target(indicator, day.year),
        others=_others(agency, indicator, day),
        weighted_kinds=_weighted_kinds(agency, day),
    )


def _evaluated(indicator: Indicator, day: datetime.date) -> tuple[int, bool]:
    """In how many of the last twelve months it was evaluated, and whether it was exactly 100 in each plan and month.

    Results hang on versions. Of each plan and period only the newest revision counts.
    """
    plans = PlanItem.objects.filter(indicator=indicator).order_by().values("plan_id")
    first_month = day.replace(year=day.year - 1, day=1)
    place = ("evaluated_items__period_id", "evaluated_items__plan_id")
    newest = (
        IndicatorVersion.objects.filter(
            indicator=indicator,
            evaluated_items__period__first_day__gte=first_month,
            evaluated_items__period__code__regex=MONTH_CODE,
            evaluated_items__plan_id__in=plans,
        )
        .order_by(*place, "-evaluated_items__revision")
        .distinct(*place)
        .values_list("evaluated_items__period_id", "evaluated_items__attainment")
    )
    reached = [(period, attainment) for period, attainment in newest if attainment is not None]
    return len({period for period, _ in reached}), all(attainment == HUNDRED for _, attainment in reached)


def _has_zero_target(indicator: Indicator, year: int) -> bool:
    """Whether an agreed plan or the agreement of a unit asks for nothing in some month of the year or later."""
    in_plans = PlanItem.objects.filter(
        indicator=indicator, plan__state=PlanState.AGREED, plan__year__gte=year, targets__contains=[0]
    )
    in_units = UnitAgreementItem.objects.filter(indicator=indicator, agreement__year__gte=year, targets__contains=[0])
    return in_plans.exists() or in_units.exists()


def _others(agency: Agency, indicator: Indicator | None, day: datetime.date) -> tuple[tuple[str, str], ...]:
    """Codes and names of the other indicators of the agency's branch of the tree; retired ones are no duplicates."""
    branches = load_agency_tree().main_branches()
    units = next((branch.agency_ids for branch in branches if agency.pk in branch.agency_ids), frozenset({agency.pk}))
    in_force = IndicatorVersion.objects.filter(
        Q(indicator__retired_from__isnull=True) | Q(indicator__retired_from__gt=day), indicator__agency_id__in=units
    ).in_force_on(day)
    if indicator is not None:
        in_force = in_force.exclude(indicator=indicator)
    return tuple(in_force.values_list("indicator__code", "name"))


def _weighted_kinds(agency: Agency, day: datetime.date) -> frozenset[str]:
    """The kinds of the indicators that carry a weight in the unit's agreement of the year."""
    weighted = UnitAgreementItem.objects.filter(
        agreement__agency=agency, agreement__year=day.year, weight__isnull=False
    ).order_by()
    in_force = IndicatorVersion.objects.all().in_force_on(day).filter(indicator_id__in=weighted.values("indicator_id"))
    return frozenset(in_force.values_list("kind", flat=True))
