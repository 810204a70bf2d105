"""Claims with everything their verifier looks at, in a fixed number of queries."""

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple, Self

from agencies.models import Employee
from agencies.permissions import Actor, rates
from appraisal.models import Actual, ActualState, Period, PeriodKind, Verification
from appraisal.period_codes import parse_period_code
from appraisal.scoring.attainment import attain
from appraisal.scoring.scheme import Scheme
from appraisal.scoring.types import Direction, Target
from appraisal.services.evaluation.period_facts import NoSchemeError, PeriodFacts, load_period_facts
from appraisal.services.evidence.find_evidence import ShownEvidence, find_evidence
from appraisal.services.periods.locked_periods import LockedPeriod, closing_lock, find_locks, locked_periods
from appraisal.services.rating.find_rated_period import locked_sentence
from appraisal.services.verification.claims import Claim, Decision
from appraisal.services.verification.flags import flags_of
from appraisal.services.verification.month_plans import MonthPlan, MonthPlans
from indicators.models import IndicatorVersion, PlanItem

EARLIER_MONTHS = 6


def load_claims(
    actuals: Sequence[Actual], actor: Actor, *, plan_id: int | None = None, is_held: bool = False
) -> list[Claim]:
    """The claims of some actuals, in their order; one that is in no plan of its month is left out.

    Where two plans of the person hold the indicator in that month it is the one that the actor rates, else the
    definitive one, else ``plan_id``. At most sixteen queries, none for none. ``is_held`` keeps their months open until
    the transaction ends.
    """
    if not actuals:
        return []
    known = _Known.load(actuals, is_held=is_held)
    found = (known.claim(actual, actor, plan_id) for actual in actuals)
    return [claim for claim in found if claim is not None]


class _ItemFacts(NamedTuple):
    targets: Sequence[Decimal | None]
    highs: Sequence[Decimal | None] | None
    last_month: int | None

    def is_in(self, month: int) -> bool:
        """Whether an addendum has not taken it out before."""
        return self.last_month is None or month <= self.last_month

    def target(self, month: int) -> Target | None:
        low = self.targets[month - 1]
        return None if low is None else Target(low, self.highs[month - 1] if self.highs else None)


class _Version(NamedTuple):
    valid_from: datetime.date
    name: str
    unit: str
    direction: str


@dataclass(frozen=True, slots=True)
class _Known:
    """What the claims are made of, by the keys of their actuals."""

    plans: MonthPlans
    items: Mapping[tuple[int, int], _ItemFacts]
    versions: Mapping[int, list[_Version]]
    values: Mapping[tuple[int, int], list[tuple[datetime.date, Decimal]]]
    evidence: Mapping[int, tuple[ShownEvidence, ...]]
    decisions: Mapping[int, Decision]
    people: Mapping[int, tuple[str, str]]
    locks: Sequence[LockedPeriod]
    facts: PeriodFacts

    @classmethod
    def load(cls, actuals: Sequence[Actual], *, is_held: bool) -> Self:
        people = {actual.employee_id for actual in actuals}
        indicators = {actual.indicator_id for actual in actuals}
        ids = [actual.pk for actual in actuals if actual.pk]
        first = min(actual.month for actual in actuals)
        last = parse_period_code(f"{max(actual.month for actual in actuals):%Y-%m}").last_day
        plans = MonthPlans.load(people, first, last)
        plan_ids = [one.plan_id for part in plans.plans.values() for one in part]
        supervisors = {span.supervisor_id for part in plans.spans.values() for span in part if span.supervisor_id}
        return cls(
            plans=plans,
            items=_items(plan_ids, indicators),
            versions=_versions(indicators),
            values=_values(people, indicators, first, last),
            evidence=find_evidence(ids, for_verifier=True),
            decisions=_decisions(ids),
            people={pk: (name, nip) for pk, name, nip in _names(people | supervisors)},
            locks=locked_periods(first, last) if is_held else find_locks(first, last),
            facts=load_period_facts(Period(code="", kind=PeriodKind.MONTH, first_day=first, last_day=last)),
        )

    def claim(self, actual: Actual, actor: Actor, plan_id: int | None) -> Claim | None:
        """The claim of one actual, if it is in a plan of its month."""
        plan = self._plan_of(actual, actor, plan_id)
        version = self._version_of(actual)
        if plan is None or version is None:
            return None
        target = self.items[plan.plan_id, actual.indicator_id].target(actual.month.month)
        rules = self._rules_of(plan.agency_id)
        earlier = self._earlier(actual)
        files = self.evidence.get(actual.pk, ())
        name, nip = self.people[actual.employee_id]
        return Claim(
            actual_id=actual.pk or 0,
            employee_id=actual.employee_id,
            name=name,
            nip=nip,
            plan_id=plan.plan_id,
            agency_id=plan.agency_id,
            position=plan.position,
            rater_id=plan.rater_id,
            rater=self.people[plan.rater_id][0] if plan.rater_id else "",
            superior_id=plan.superior_id,
            indicator_id=actual.indicator_id,
            indicator=version.name,
            unit=version.unit,
            month=actual.month,
            value=actual.value,
            state=actual.state,
            note=actual.note,
            version=version_of(actual),
            target=target,
            attainment=_attainment(actual.value, target, version, rules),
            earlier=earlier,
            evidence=files,
            flags=flags_of(
                value=actual.value,
                target=target,
                cap=rules.cap if rules else None,
                earlier=[value for _month, value in earlier],
                evidence=files,
            ),
            decision=self.decisions.get(actual.pk),
            locked=self._locked(actual.month),
        )

    def _plan_of(self, actual: Actual, actor: Actor, plan_id: int | None) -> MonthPlan | None:
        month = actual.month.month
        found = [
            plan
            for plan in self.plans.of(actual.employee_id, actual.month)
            if (item := self.items.get((plan.plan_id, actual.indicator_id))) and item.is_in(month)
        ]
        if plan_id is not None:
            return next((plan for plan in found if plan.plan_id == plan_id), None)
        mine = [plan for plan in found if rates(actor, plan.rater_id, actual.employee_id)]
        return next(iter([*mine, *found]), None)

    def _version_of(self, actual: Actual) -> _Version | None:
        """What the indicator says in that month; of one that begins later, the first."""
        versions = self.versions.get(actual.indicator_id, [])
        begun = [version for version in versions if version.valid_from <= actual.month]
        return begun[-1] if begun else next(iter(versions), None)

    def _rules_of(self, agency_id: int) -> Scheme | None:
        try:
            return self.facts.scheme_of(agency_id).rules
        except NoSchemeError:
            return None

    def _earlier(self, actual: Actual) -> tuple[tuple[datetime.date, Decimal], ...]:
        values = self.values.get((actual.employee_id, actual.indicator_id), [])
        before = [(month, value) for month, value in values if month < actual.month]
        return tuple(before[-EARLIER_MONTHS:])

    def _locked(self, month: datetime.date) -> str:
        span = parse_period_code(f"{month:%Y-%m}")
        lock = closing_lock(self.locks, *span.days)
        return locked_sentence(span.code, lock) if lock else ""


def version_of(actual: Actual) -> str:
    """The state of an actual that somebody saw; empty for one that is not there."""
    return actual.updated_at.isoformat() if actual.pk else ""


def _items(plan_ids: Collection[int], indicators: Collection[int]) -> dict[tuple[int, int], _ItemFacts]:
    rows = PlanItem.objects.filter(plan_id__in=plan_ids, indicator_id__in=indicators).order_by()
    columns = ("plan_id", "indicator_id", "targets", "upper_targets", "last_month")
    return {(plan_id, indicator_id): _ItemFacts(*facts) for plan_id, indicator_id, *facts in rows.values_list(*columns)}


def _versions(indicators: Collection[int]) -> dict[int, list[_Version]]:
    found: dict[int, list[_Version]] = defaultdict(list)
    rows = IndicatorVersion.objects.filter(indicator_id__in=indicators).order_by("valid_from", "number")
    columns = ("indicator_id", "valid_from", "name", "unit", "direction")
    for indicator_id, valid_from, name, unit, direction in rows.values_list(*columns):
        found[indicator_id].append(_Version(valid_from, name, unit, direction))
    return found


def _values(
    people: Collection[int], indicators: Collection[int], first: datetime.date, last: datetime.date
) -> dict[tuple[int, int], list[tuple[datetime.date, Decimal]]]:
    """The values that count, by person and indicator, in order of month, from half a year before the first."""
    since = (first - datetime.timedelta(days=31 * EARLIER_MONTHS)).replace(day=1)
    rows = Actual.objects.filter(
        employee_id__in=people, indicator_id__in=indicators, month__range=(since, last), value__isnull=False
    ).exclude(state=ActualState.RETURNED)
    found: dict[tuple[int, int], list[tuple[datetime.date, Decimal]]] = defaultdict(list)
    columns = ("employee_id", "indicator_id", "month", "value")
    for employee_id, indicator_id, month, value in rows.order_by("month").values_list(*columns):
        found[employee_id, indicator_id].append((month, value))
    return found


def _decisions(actual_ids: Collection[int]) -> dict[int, Decision]:
    rows = Verification.objects.filter(actual_id__in=actual_ids).order_by("decided_at", "pk")
    columns = ("actual_id", "outcome", "reason", "decided_by_name", "decided_by_id", "decided_at")
    return {
        actual_id: Decision(Verification.Outcome(outcome), *facts)
        for actual_id, outcome, *facts in rows.values_list(*columns)
    }


def _names(employee_ids: Iterable[int]) -> Iterable[tuple[int, str, str]]:
    return Employee.objects.filter(pk__in=list(employee_ids)).values_list("id", "name", "nip")


def _attainment(
    value: Decimal | None, target: Target | None, version: _Version, rules: Scheme | None
) -> Decimal | None:
    if value is None or target is None or rules is None:
        return None
    try:
        return attain(Direction(version.direction), value, target, rules)[0]
    except ValueError:
        return None
