"""Handing over the rating of Sari, in as few words as a test needs."""

import datetime

from django.http import HttpResponse
from django.utils import timezone

from agencies.models import Delegation, DelegationKind, Employee, User
from appraisal.models import Period
from appraisal.services.delegation.make_delegation import make_delegation
from tests.appraisal.deliveries import acting
from tests.appraisal.factories import a_period
from tests.cast import Cast
from tests.visitors import visitor

LIST, NEW = "/delegasi/", "/delegasi/baru/"


def in_days(days: int) -> datetime.date:
    """So many days from today."""
    return timezone.localdate() + datetime.timedelta(days=days)


def handed_over(cast: Cast, delegate: Employee, first: int = 0, last: int = 10, **facts: object) -> Delegation:
    """Sari hands her rating to somebody, by default from today on."""
    said = {"rater": cast.sari, "kind": DelegationKind.DAILY_ACTING, "reason": "Cuti tahunan", **facts}
    return make_delegation(
        delegate=delegate,
        first_day=in_days(first),
        last_day=in_days(last),
        actor=acting(cast.sari),
        **said,  # type: ignore[arg-type]
    )


def sends(person: Employee | User, delegate: str, first: int = 0, last: int = 10, **others: str) -> HttpResponse:
    """Somebody sends the form."""
    said = {
        "delegate": delegate,
        "kind": "plh",
        "first_day": in_days(first).isoformat(),
        "last_day": in_days(last).isoformat(),
        "reason": "Cuti tahunan",
        **others,
    }
    return visitor(person).post(NEW, said)  # type: ignore[return-value]


def overdue_january() -> Period:
    """January, whose raters have had their time."""
    period = a_period()
    Period.objects.filter(pk=period.pk).update(rate_until=in_days(-1))
    period.refresh_from_db()
    return period
