"""What tests of indicators and plans share."""

import pytest

from indicators.models import Direction
from tests.cast import Cast
from tests.factories import an_indicator


@pytest.fixture
def measured(kupang: Cast) -> Cast:
    """Kupang with indicators of the dinas: A and B rise, R takes ranges."""
    for code in ("A", "B", "C"):
        an_indicator(kupang.dinas, code)
    an_indicator(kupang.dinas, "R", direction=Direction.RANGE)
    return kupang
