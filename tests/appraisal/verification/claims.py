"""What waits for Sari: months that Budi and Citra reported."""

from decimal import Decimal

from agencies.models import Employee
from appraisal.models import Actual, ActualState
from indicators.models import Indicator
from tests.appraisal.factories import an_actual
from tests.appraisal.month import Month
from tests.factories import a_plan

FEBRUARY = "2026-02"


def a_claim(person: Employee, indicator: Indicator, value: str = "95", month: str = FEBRUARY, note: str = "") -> Actual:
    """A figure that waits for the rater."""
    actual = an_actual(person, indicator, month, value, ActualState.REPORTED)
    if note:
        actual.note = note
        actual.save()
    return actual


def citra_too(month: Month) -> None:
    """Citra has the same plan as Budi."""
    cast = month.cast
    a_plan(cast.citra, cast.puskesmas, {month.patients: ("60", "100"), month.visits: ("40", "20")})


def version(actual: Actual) -> str:
    """The state of an actual as a page carries it."""
    return Actual.objects.get(pk=actual.pk).updated_at.isoformat()


def state(actual: Actual) -> tuple[str, Decimal | None]:
    """What is stored now."""
    found = Actual.objects.get(pk=actual.pk)
    return found.state, found.value
