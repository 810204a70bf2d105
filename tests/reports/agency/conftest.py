"""What the tests of an agency's recap share."""

from pathlib import Path

import pytest

from appraisal.models import Actual
from tests.appraisal.colleagues import colleagues_of_budi
from tests.appraisal.month import Month


@pytest.fixture
def puskesmas(month: Month, tmp_path: Path) -> tuple[Month, Path]:
    """Budi and two colleagues, of whom the last one has reported only one of two indicators."""
    colleagues_of_budi(month, 2)
    Actual.objects.filter(employee__name="Rekan 01", indicator=month.visits).delete()
    month.evaluate()
    return month, tmp_path
