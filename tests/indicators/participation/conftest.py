"""An indicator that people talk about."""

import pytest

from indicators.models import Indicator
from tests.cast import Cast
from tests.factories import a_plan, an_indicator


@pytest.fixture
def patients(kupang: Cast) -> Indicator:
    """An indicator of the dinas; Budi of the puskesmas below it is measured by it, and so is Dewi of a kecamatan."""
    indicator = an_indicator(kupang.dinas, "DK-01")
    for person, unit in ((kupang.budi, kupang.puskesmas), (kupang.dewi, kupang.kecamatan)):
        a_plan(person, unit, {indicator: ("100", "100")})
    return indicator


@pytest.fixture
def visits(kupang: Cast) -> Indicator:
    """An indicator of the dinas that no plan uses."""
    return an_indicator(kupang.dinas, "DK-02", name="Kunjungan rumah")
