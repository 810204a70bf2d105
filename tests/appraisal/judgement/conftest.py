"""The judged year."""

import pytest

from tests.appraisal.judgement.year import Year, the_year
from tests.cast import Cast


@pytest.fixture
def year(kupang: Cast) -> Year:
    """2025 of Budi and Citra."""
    return the_year(kupang)
