"""A month of the puskesmas that every test of evaluation starts from."""

import pytest

from tests.appraisal.factories import a_scheme, an_actual, supervisor_ratings
from tests.appraisal.month import Month
from tests.cast import Cast
from tests.factories import a_plan, an_indicator


@pytest.fixture
def month(kupang: Cast) -> Month:
    """January 2026: Budi has a plan of two indicators, both reported; Sari rated him as expected.

    Result 60 % x 95 + 40 % x 110 = 101.00; behaviour 100.00; final 70 % x 101 + 30 % x 100 = 100.70; Baik.
    """
    a_scheme()
    patients = an_indicator(kupang.dinas, "IKU-1")
    visits = an_indicator(kupang.dinas, "IKU-2", name="Kunjungan rumah")
    plan = a_plan(kupang.budi, kupang.puskesmas, {patients: ("60", "100"), visits: ("40", "20")})
    an_actual(kupang.budi, patients, "2026-01", "95")
    an_actual(kupang.budi, visits, "2026-01", "22")
    supervisor_ratings(kupang.budi, kupang.sari, "2026-01", 3)
    return Month(cast=kupang, plan=plan, patients=patients, visits=visits)
