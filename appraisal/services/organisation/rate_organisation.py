"""The leader above a unit sets its predicate, before the predicates of its staff (PermenPANRB 6/2022, Art. 24-25)."""

import datetime
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from agencies.models import Agency, AuditEvent
from agencies.permissions import Actor
from agencies.services.record_event import record_event
from appraisal.models import OrganisationRating, Period
from appraisal.services.evaluation.load_overrides import followers_of
from appraisal.services.evaluation.note_stale import note_stale
from appraisal.services.organisation.led_units import LedUnit
from appraisal.services.periods.ensure_period import ensure_period
from appraisal.services.periods.lock_period import PeriodStateError
from appraisal.services.periods.locked_periods import closing_lock, locked_periods
from appraisal.services.rating.find_rated_period import UNNAMED, RatedPeriod, locked_sentence
from indicators.models import Plan


class NotTheSetterError(PermissionError):
    """The person does not stand above the unit's head; the text says who does."""


class StaleDecisionError(ValueError):
    """Somebody else has written it meanwhile. ``stored`` is what stands there now."""

    def __init__(self, stored: OrganisationRating | None) -> None:
        super().__init__(_("Predikat ini sudah diubah sejak halaman ini dibuka. Isian Anda masih ada di bawah."))
        self.stored = stored


@dataclass(frozen=True, slots=True)
class GivenPredicate:
    """What was typed. ``edition`` is the one that was on the screen, 0 where none was set yet."""

    predicate: OrganisationRating.Predicate
    source: str
    reason: str
    edition: int


@transaction.atomic
def rate_organisation(
    *, period: Period, unit: LedUnit, given: GivenPredicate, actor: Actor, today: datetime.date
) -> OrganisationRating:
    """Set or change the predicate of a unit. Its head's figures of the period follow.

    The same said twice is written once.

    Raises:
        NotTheSetterError: the actor does not stand above the unit.
        PeriodStateError: the period, or a longer one around it, is locked; or it has not begun.
        StaleDecisionError: somebody else changed it since it was read.
        ValueError: without source or reason.
    """
    check_setter(unit, actor)
    if period.pk == UNNAMED:
        period = ensure_period(code=period.code, actor=actor)
    _check_open(period, today)
    Agency.objects.select_for_update(no_key=True).get(pk=unit.id)  # of two who set it at once the second waits
    stored = OrganisationRating.objects.filter(period=period, agency_id=unit.id).first()
    if stored and (stored.predicate, stored.source, stored.reason) == (given.predicate, given.source, given.reason):
        return stored
    if given.edition != (stored.edition if stored else 0):
        raise StaleDecisionError(stored)
    if not (given.source and given.reason):
        raise ValueError(_("Tulis sumber dan alasan predikat."))
    rating = _written(stored, period, unit, given, actor)
    _record(rating, stored.predicate if stored else "", unit, period, actor)
    note_stale(employee_ids=_followers(period, unit), period=period)
    return rating


def check_setter(unit: LedUnit, actor: Actor) -> None:
    """Refuse who does not stand above the unit.

    Raises:
        NotTheSetterError: with a sentence that says who does.
    """
    if not unit.is_set_by(actor):
        values = {"unit": unit.name, "setter": unit.setter.removesuffix(".")}
        raise NotTheSetterError(_("Predikat organisasi %(unit)s ditetapkan oleh %(setter)s.") % values)


def closed_sentence(rated: RatedPeriod, today: datetime.date) -> str:
    """Why no predicate of a unit can be set in a period; empty while it can, also when rating people is closed."""
    return RatedPeriod(rated.period, rated.locked).closed(today)


def _check_open(period: Period, today: datetime.date) -> None:
    """The share lock keeps the period, and those around it, open until this is stored."""
    days = period.first_day, period.last_day
    if lock := closing_lock(locked_periods(*days), *days):
        raise PeriodStateError(locked_sentence(period.code, lock))
    if not_begun := RatedPeriod(period, None).closed(today):
        raise PeriodStateError(not_begun)


def _written(
    stored: OrganisationRating | None, period: Period, unit: LedUnit, given: GivenPredicate, actor: Actor
) -> OrganisationRating:
    """A row of its own: what is known of the former one stays as it was read."""
    rating = OrganisationRating(
        id=stored.pk if stored else None,
        period=period,
        agency_id=unit.id,
        predicate=given.predicate,
        source=given.source,
        reason=given.reason,
        edition=given.edition + 1,
        decided_by_id=actor.user_id,
        decided_by_name=actor.name,
    )
    rating.save(force_insert=stored is None, force_update=stored is not None)
    return rating


def _record(rating: OrganisationRating, before: str, unit: LedUnit, period: Period, actor: Actor) -> None:
    record_event(
        action=AuditEvent.Action.ORGANISATION_RATED,
        subject=f"{unit.code} {unit.name[:120]}, {period.code}",
        actor=actor,
        details={
            "agency": unit.code,
            "period": period.code,
            "before": before,
            "predicate": rating.predicate,
            "source": rating.source,
            "edition": rating.edition,
        },
        reason=rating.reason,
    )


def _followers(period: Period, unit: LedUnit) -> set[int]:
    """Whose result rating it is: who leads the unit on the last day of a plan in the period. Two or three queries."""
    plans = Plan.objects.all().agreed().filter(agency_id=unit.id, year=period.first_day.year)
    people = dict(plans.values_list("id", "employee_id"))
    of_these: dict[str, object] = {
        "plans": list(people),
        "period": period.pk,
        "first_day": period.first_day,
        "last_day": period.last_day,
    }
    return {people[plan_id] for plan_id in followers_of(of_these)}
