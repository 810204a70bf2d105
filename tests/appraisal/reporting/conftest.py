"""The month in which things are reported."""

import pytest

from tests.appraisal.reporting.march import March, march_of
from tests.cast import Cast


@pytest.fixture
def march(kupang: Cast) -> March:
    """Budi's open month."""
    return march_of(kupang)
