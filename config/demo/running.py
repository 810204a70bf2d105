"""How the periods of the region run by themselves, and what its leaders decided on October."""

import datetime
import tomllib
from typing import Any

from django.utils import timezone

from agencies.models import Agency, Role
from agencies.tenancy.scope import current_region_id
from agencies.working_days import WorkingDays
from appraisal.models import OrganisationRating, Period, PeriodKind
from appraisal.services.evaluation.evaluate_period import evaluate_period
from appraisal.services.organisation.explain_distribution import GivenReason, explain_distribution
from appraisal.services.organisation.led_units import LedUnit, LedUnits
from appraisal.services.organisation.load_distribution import load_distribution
from appraisal.services.organisation.rate_organisation import GivenPredicate, rate_organisation
from appraisal.services.schedule.extend_period import ExtensionFacts, extend_period
from appraisal.services.schedule.rule_words import SUGGESTED
from appraisal.services.schedule.save_rule import RuleFacts, save_rule
from config.demo.ahead import actor_behind, find_team, first_of
from config.demo.book import HERE, Book
from config.demo.underway import MONTH

DECIDED_MONTH = "2026-10"
MORE_DAYS = 2
"""Working days that the extension gives."""


class Running:
    """The schedule of the region in scope, and the predicates of the units around the team that signs in."""

    def __init__(self, book: Book) -> None:
        self._words: dict[str, Any] = tomllib.loads((HERE / "running.toml").read_text(encoding="utf-8"))
        self._book = book
        self._team = find_team(book)
        self._admin = first_of(Role.REGION_ADMIN)

    def prepare(self) -> None:
        """All of it, in the order in which it would happen."""
        self._switch_on()
        self._extend()
        self._decide()

    def _switch_on(self) -> None:
        """Every kind that the region evaluates runs by itself from now on; what is over is left as it is.

        From the real month on: a demo that is loaded later closes nothing of its own year.
        """
        today = timezone.localdate()
        begins_on = max(MONTH, today.replace(day=1))
        longer = "-Q" if any("-Q" in code for code in self._book.facts["longer_periods"]) else "-S"
        kinds = [PeriodKind.MONTH, PeriodKind.QUARTER if longer == "-Q" else PeriodKind.SEMESTER, PeriodKind.YEAR]
        for kind in kinds:
            facts = RuleFacts(is_on=True, begins_on=begins_on, numbers=SUGGESTED[kind])
            save_rule(kind=kind, edition=0, facts=facts, actor=self._admin, today=today)

    def _extend(self) -> None:
        """The team's unit has more time for November."""
        period = Period.objects.get(code=f"{MONTH:%Y-%m}")
        if period.report_until is None:
            return
        calendar = WorkingDays.load(period.report_until, period.report_until + datetime.timedelta(days=30))
        facts = ExtensionFacts(
            agency=Agency.objects.get(pk=self._team.supervisor.agency_id),
            report_until=calendar.after(period.report_until, MORE_DAYS),
            rate_until=None,
            reason=self._words["extension_reason"],
        )
        extend_period(period=period, facts=facts, actor=self._admin, today=MONTH)

    def _decide(self) -> None:
        """The leaders above set October's predicates of the team's unit and of the units above it."""
        period = Period.objects.get(code=DECIDED_MONTH)
        units = LedUnits.load(period.last_day, around=[self._team.supervisor.agency_id])
        for unit in units:
            self._rate(period, unit)
        evaluate_period(region_id=current_region_id(), period_id=period.pk, actor=self._admin)
        own = units.get(self._team.supervisor.agency_id)
        if own is not None:
            self._explain(period, own, units)

    def _rate(self, period: Period, unit: LedUnit) -> None:
        setter = next((place for place in self._team.leaders if place.employee_id == unit.head.supervisor_id), None)
        if setter is None and unit.head.supervisor_id is not None:
            return
        given = GivenPredicate(
            OrganisationRating.Predicate.GOOD, self._words["predicate_source"], self._words["predicate_reason"], 0
        )
        actor = actor_behind(setter.employee) if setter else first_of(Role.REGIONAL_HEAD)
        rate_organisation(period=period, unit=unit, given=given, actor=actor, today=MONTH)

    def _explain(self, period: Period, unit: LedUnit, units: LedUnits) -> None:
        """The head of the team's unit says why its staff are spread otherwise, where they are."""
        found = load_distribution(period=period, unit=unit, units=units)
        if found.deviates:
            given = GivenReason(self._words["distribution_reason"], 0)
            actor = actor_behind(self._team.supervisor.employee)
            explain_distribution(period=period, unit=unit, given=given, counts=found.spread.counts, actor=actor)
