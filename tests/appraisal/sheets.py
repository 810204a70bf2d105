"""Sari's sheet of January, as services and pages are tested on it."""

from collections.abc import Mapping
from uuid import UUID

from django.utils import timezone

from agencies.models import Employee, User
from agencies.permissions import Actor, actor_of
from appraisal.documents.rating_sheet import RatingRow, RatingSheet
from appraisal.models import Period
from appraisal.scoring.types import Axis
from appraisal.services.rating.find_rated_period import RatedPeriod, find_rated_period
from appraisal.services.rating.load_rating_sheet import load_rated_plan, load_rating_sheet
from appraisal.services.rating.rate_employee import GivenChoice, GivenRating, SavedRating, rate_employee
from appraisal.services.rating.send_ratings import Sending, send_ratings
from indicators.models import Plan
from tests.appraisal.factories import a_period
from tests.appraisal.month import Month


def actor(person: Employee | User) -> Actor:
    """Somebody who acts."""
    account = person.user if isinstance(person, Employee) else person
    assert account is not None
    return actor_of(account)


def row_of(month: Month, who: Employee | User | None = None, plan: Plan | None = None) -> RatingRow:
    """The row of January as somebody reads it now."""
    found = load_rated_plan(period=a_period(), plan_id=(plan or month.plan).pk, actor=actor(who or month.cast.sari))
    assert found is not None
    return found.row()


def save(
    month: Month,
    level: int,
    *,
    who: Employee | None = None,
    plan: Plan | None = None,
    choices: Mapping[Axis, GivenChoice] | None = None,
    **others: object,
) -> SavedRating:
    """Save the row of January with one level in every dimension, seen as it is now unless ``version`` says else."""
    before = row_of(month, who, plan)
    levels = dict.fromkeys((part.id for part in before.dimensions), level)
    version = str(others.pop("version", before.version))
    given = GivenRating(version, levels, choices or {}, **others)  # type: ignore[arg-type]
    return rate_employee(
        period=a_period(), plan_id=(plan or month.plan).pk, given=given, actor=actor(who or month.cast.sari)
    )


def january_of(person: Employee | User) -> RatedPeriod:
    """The period as somebody opens it."""
    a_period()
    found = find_rated_period(code="2026-01", actor=actor(person), today=timezone.localdate())
    assert found is not None
    return found


def sheet_of(person: Employee | User) -> RatingSheet:
    """The sheet of January."""
    return load_rating_sheet(rated=january_of(person), actor=actor(person), today=timezone.localdate())


def send(
    month: Month, who: Employee | None = None, shown: Mapping[int, str] | None = None, key: UUID | None = None
) -> Sending:
    """Send what is ready, as the check page shows it, unless ``shown`` says else."""
    who = who or month.cast.sari
    ready = {row.plan_id: row.version for row in sheet_of(who).rows if row.is_ready}
    return send_ratings(rated=january_of(who), shown=ready if shown is None else shown, actor=actor(who), key=key)


def period() -> Period:
    """January."""
    return a_period()
