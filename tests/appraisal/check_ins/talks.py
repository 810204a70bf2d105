"""Notes of talks for tests, in the region that is in scope."""

import datetime

from django.utils import timezone

from agencies.models import Employee, User
from agencies.permissions import Actor, actor_of
from appraisal.models import CheckIn, NextStep
from indicators.models import Plan
from tests.cast import Cast
from tests.factories import a_plan, an_indicator


def budis_plan(cast: Cast) -> Plan:
    """What Budi and Sari agreed for the current year."""
    year = timezone.localdate().year
    stored = Plan.objects.filter(employee=cast.budi, year=year).first()
    return stored or a_plan(cast.budi, cast.puskesmas, {an_indicator(cast.dinas, "IKU-T"): ("100", "10")}, year=year)


def a_talk(cast: Cast, plan: Plan | None = None, *, note: str = "Rekap Oktober dibahas.") -> CheckIn:
    """A talk of today that Budi noted."""
    assert cast.budi.user is not None
    return CheckIn.objects.create(
        plan=plan or budis_plan(cast), held_on=timezone.localdate(), employee_note=note, opened_by=cast.budi.user
    )


def a_step(talk: CheckIn, owner: str = "employee", *, text: str = "Lengkapi bukti.") -> NextStep:
    """A step of one side, due in a week."""
    due = timezone.localdate() + datetime.timedelta(days=7)
    return NextStep.objects.create(check_in=talk, text=text, owner=owner, due_on=due)


def acting(who: Employee | User) -> Actor:
    """The actor behind a person."""
    account = who.user if isinstance(who, Employee) else who
    assert account is not None
    return actor_of(account)
