"""January, evaluated, with nothing noted any more."""

import pytest

from appraisal.models import StaleInput
from tests.appraisal.month import Month


@pytest.fixture
def evaluated(month: Month) -> Month:
    """The month after a whole run."""
    month.evaluate()
    StaleInput.objects.all().delete()
    return month
