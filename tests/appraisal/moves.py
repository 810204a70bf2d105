"""Budi in two units within one quarter."""

import datetime

from agencies.models import Placement
from tests.appraisal.factories import an_actual, supervisor_ratings
from tests.appraisal.month import Month
from tests.factories import a_placement, a_plan


def moved_in_march(month: Month) -> None:
    """Budi moves to the kecamatan on 1 March and is reported and rated there; his quarter."""
    Placement.objects.filter(employee=month.budi).update(last_day=datetime.date(2026, 2, 28))
    a_placement(month.budi, month.cast.kecamatan, month.cast.dewi, first_day=datetime.date(2026, 3, 1))
    a_plan(month.budi, month.cast.kecamatan, {month.visits: ("100", "10")})
    for code in ("2026-02", "2026-03"):
        an_actual(month.budi, month.visits, code, "20")
        an_actual(month.budi, month.patients, code, "100")
    supervisor_ratings(month.budi, month.cast.dewi, "2026-03", 4)
    month.evaluate("2026-Q1")
