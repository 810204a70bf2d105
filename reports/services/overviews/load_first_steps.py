"""How far a new region has come on the way to its first evaluation: two queries, however large it is."""

import datetime
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Count, Exists, OuterRef, Q

from agencies.models import Agency, Employee, IdentityProvider, Placement, PlacementKind, Region, Role, RoleGrant, User
from agencies.services.accounts.kept_accounts import WITHOUT_PASSWORD
from agencies.tenancy.scope import current_region_id
from appraisal.models import Period, PeriodRule
from indicators.models import Indicator, Plan, UnitAgreementItem


class FirstStep(StrEnum):
    """What a region needs before its first evaluation, in the order in which each builds on those before it.

    A scheme and a rubric are no step: a region is made with both.
    """

    UNITS = "units"
    PEOPLE = "people"
    WAYS_IN = "ways_in"
    REGIONAL_HEAD = "regional_head"
    INDICATORS = "indicators"
    TARGETS = "targets"
    PLANS = "plans"
    PERIODS = "periods"
    EVALUATION = "evaluation"


@dataclass(frozen=True, slots=True)
class StepProgress:
    """Whether a step is done; one that is done person by person also says for how many of ``people``."""

    step: FirstStep
    is_done: bool
    served: int = 0
    people: int = 0

    @property
    def is_partly_done(self) -> bool:
        """Done for some of the people: what is left waits for them."""
        return self.served > 0 and not self.is_done


def load_first_steps(*, day: datetime.date) -> tuple[StepProgress, ...]:
    """The steps in their order; the last one stays open, since nobody asks once something was evaluated."""
    there, people, with_way_in, with_plan = _what_is_there(day), *_people(day)
    done = {
        FirstStep.UNITS: "units" in there,
        FirstStep.PEOPLE: people > 0,
        FirstStep.WAYS_IN: "provider" in there or 0 < people == with_way_in,
        FirstStep.REGIONAL_HEAD: "regional_head" in there,
        FirstStep.INDICATORS: "indicators" in there,
        # Plans that came as a file need no agreement of their unit any more.
        FirstStep.TARGETS: "targets" in there or 0 < people == with_plan,
        FirstStep.PLANS: 0 < people == with_plan,
        FirstStep.PERIODS: "rule" in there or "period" in there,
        FirstStep.EVALUATION: False,
    }
    served = {FirstStep.WAYS_IN: with_way_in, FirstStep.PLANS: with_plan}
    return tuple(
        StepProgress(step, done[step], served[step], people) if step in served else StepProgress(step, done[step])
        for step in FirstStep
    )


def _what_is_there(day: datetime.date) -> frozenset[str]:
    """What the region has at all, by name. One query: the region's own row only carries the answers."""
    found = Region.objects.filter(pk=current_region_id()).values(
        units=Exists(Agency.objects.all()),
        provider=Exists(IdentityProvider.objects.filter(is_active=True)),
        regional_head=Exists(RoleGrant.objects.filter(role=Role.REGIONAL_HEAD)),
        indicators=Exists(Indicator.objects.filter(retired_from=None)),
        targets=Exists(UnitAgreementItem.objects.filter(agreement__year__gte=day.year)),
        rule=Exists(PeriodRule.objects.filter(is_on=True)),
        period=Exists(Period.objects.all()),
    )
    return frozenset(name for name, is_there in found.get().items() if is_there)


def _people(day: datetime.date) -> tuple[int, int, int]:
    """Who has a definitive place today; how many of them chose a password, and have an agreed plan of this year or a
    later one. One query.
    """
    places = Placement.objects.during(day, day).filter(kind=PlacementKind.DEFINITIVE)
    accounts = User.objects.filter(pk=OuterRef("user_id")).exclude(WITHOUT_PASSWORD)
    plans = Plan.objects.agreed().filter(employee_id=OuterRef("pk"), year__gte=day.year)
    people = Employee.objects.filter(pk__in=places.order_by().values("employee_id"))
    counted = people.annotate(has_way_in=Exists(accounts), has_plan=Exists(plans)).aggregate(
        people=Count("pk"),
        with_way_in=Count("pk", filter=Q(has_way_in=True)),
        with_plan=Count("pk", filter=Q(has_plan=True)),
    )
    return counted["people"], counted["with_way_in"], counted["with_plan"]
