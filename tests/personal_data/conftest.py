"""A month of the puskesmas in a year long over, and a person who has left since."""

import pytest

from agencies.models import Employee
from tests.appraisal.month import Month
from tests.cast import Cast
from tests.personal_data.long_ago import long_ago


@pytest.fixture
def left(kupang: Cast) -> Month:
    """January 2018 is locked; Budi, whose month it is, left at the end of that year."""
    return long_ago(kupang)


@pytest.fixture
def budi(left: Month) -> Employee:
    """Who left, as the database has it now."""
    return Employee.objects.get(pk=left.budi.pk)
