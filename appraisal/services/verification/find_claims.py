"""What waits for a verifier, and what was decided in the months that are still open."""

import datetime
from collections.abc import Iterable
from operator import attrgetter

from django.db.models import Exists, OuterRef, QuerySet

from agencies.models import Placement
from agencies.permissions import Actor, led_by, rates
from appraisal.models import Actual, ActualState, Verification
from appraisal.services.periods.locked_periods import find_locks
from appraisal.services.verification.claims import Claim
from appraisal.services.verification.load_claims import load_claims

WAITING, RETURNED, DECIDED = "menunggu", "dikembalikan", "diterima"
LISTS = (WAITING, RETURNED, DECIDED)
"""As the address names them; what was declared not applicable stands among the accepted."""
MOST_DECIDED = 500
"""Of the accepted, the newest ones: the others are in the plans."""


def find_claims(*, actor: Actor, today: datetime.date, which: str = WAITING) -> list[Claim]:
    """The claims of one list that the actor verifies, in months that are open, by month, name and indicator.

    A fixed number of queries, whatever the number of people.
    """
    actuals = _open_months(_in_list(_of_staff(actor, today), which), today)
    claims = load_claims(list(actuals), actor)
    mine = [claim for claim in claims if rates(actor, claim.rater_id, claim.employee_id)]
    return sorted(mine, key=attrgetter("place"))


def _of_staff(actor: Actor, today: datetime.date) -> QuerySet[Actual]:
    """Actuals of everybody whom the actor may have rated since the start of last year; by which plan comes later."""
    since = datetime.date(today.year - 1, 1, 1)
    people = Placement.objects.during(since, today).filter(led_by(actor)).order_by().values("employee_id")
    return Actual.objects.filter(employee_id__in=people, month__gte=since).exclude(employee_id=actor.employee_id or 0)


def _in_list(actuals: QuerySet[Actual], which: str) -> QuerySet[Actual]:
    if which == RETURNED:
        return actuals.filter(state=ActualState.RETURNED)
    if which == DECIDED:
        decided = Verification.objects.filter(actual_id=OuterRef("pk"))
        return actuals.filter(Exists(decided), state__in=[ActualState.VERIFIED, ActualState.NOT_APPLICABLE]).order_by(
            "-updated_at"
        )[:MOST_DECIDED]
    return actuals.filter(state=ActualState.REPORTED)


def _open_months(actuals: QuerySet[Actual], today: datetime.date) -> Iterable[Actual]:
    locks = find_locks(datetime.date(today.year - 1, 1, 1), today)
    # A month lies in a locked period whole or not at all, so its first day says which.
    return [actual for actual in actuals if not any(lock.first_day <= actual.month <= lock.last_day for lock in locks)]
