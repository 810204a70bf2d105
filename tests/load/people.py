"""Whom the load test signs in: employees who report, and the supervisors who score them, in a generated region."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from django.contrib.auth import login
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest

from agencies.models import Employee, Placement, Region, User
from agencies.tenancy.scope import region_scope
from agencies.views.entering import BACKEND
from appraisal.services.periods.ensure_period import ensure_period
from tests.performance.generator import generate_region

MONTH = "2026-10"
"""Over by now, and still open: what month end is about."""

ITEMS = 10


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody with a session; ``is_rater`` leads the next nineteen of the generated people."""

    session: str
    is_rater: bool


def prepare(*, employees: int, sessions: int, into: Path) -> Region:
    """A region with a month to report and score, and a file of visitors who are signed in."""
    region = generate_region(employees=employees, items=ITEMS, code="99.99", name="Kota Uji")
    with region_scope(region.pk):
        ensure_period(code=MONTH)
        people = list(Employee.objects.order_by("pk")[:sessions])
        accounts = User.objects.bulk_create([User(region=region, login=person.nip) for person in people])
        for person, account in zip(people, accounts, strict=True):
            person.user = account
        Employee.objects.bulk_update(people, ["user"])
        raters = set(Placement.objects.filter(supervisor__in=people).values_list("supervisor_id", flat=True))
    visitors = [
        Visitor(_session_of(account), person.pk in raters) for person, account in zip(people, accounts, strict=True)
    ]
    into.write_text(json.dumps([asdict(visitor) for visitor in visitors]))
    return region


def _session_of(account: User) -> str:
    """Signed in beforehand, as on a working day: the test is about the work, not about the door."""
    request = HttpRequest()
    request.session = SessionStore()
    login(request, account, backend=BACKEND)
    request.session.save()
    key = request.session.session_key
    assert key is not None
    return key
