"""January under a scheme that counts peers and subordinates, and colleagues who rate Budi in it."""

import datetime
from collections.abc import Sequence

from django.utils import timezone

from agencies.models import Employee
from appraisal.models import Period, RaterNomination, RaterRole
from tests.appraisal.factories import BERAKHLAK, a_period, a_rating, a_scheme
from tests.appraisal.month import Month
from tests.factories import a_placement, an_employee


def counting_peers(month: Month) -> Month:
    """The same month under the scheme `360`, with its period there."""
    a_scheme(groups="360", valid_from=datetime.date(2026, 1, 2))
    a_period()
    return month


def colleagues(month: Month, count: int) -> list[Employee]:
    """So many people beside Budi, under Sari."""
    people = [an_employee(f"Kolega {number}") for number in range(count)]
    for person in people:
        a_placement(person, month.cast.puskesmas, month.cast.sari, position="Perawat")
    return people


def approved(month: Month, raters: Sequence[Employee], role: RaterRole = RaterRole.PEER) -> list[RaterNomination]:
    """Nominations of Budi that Sari approved."""
    return [
        RaterNomination.objects.create(
            period=a_period(),
            employee=month.budi,
            rater=rater,
            role=role,
            state="approved",
            proposed_by=month.budi.user,
            decided_by=month.cast.sari.user,
            decided_at=timezone.now(),
        )
        for rater in raters
    ]


def proposed(month: Month, rater: Employee) -> RaterNomination:
    """Budi asks for somebody."""
    return RaterNomination.objects.create(
        period=a_period(), employee=month.budi, rater=rater, role="peer", proposed_by=month.budi.user
    )


def gives(month: Month, rater: Employee, level: int, role: RaterRole = RaterRole.PEER) -> None:
    """A rater sends one level for every dimension."""
    for dimension in BERAKHLAK:
        a_rating(month.budi, rater, "2026-01", level, role=role, dimension=dimension)


def close_rating() -> None:
    """The last day for ratings is over."""
    Period.objects.filter(code="2026-01").update(rate_until=datetime.date(2026, 2, 5))
