"""A comparison and a file cost the same statements for three people as for thirty."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.appraisal.month import Month
from tests.reports.comparison.months import SAME, WORSE, colleagues
from tests.visitors import visitor

ADDRESSES = (
    "/perbandingan/?dari=2026-01&ke=2026-02",
    "/ekspor/unit/2026-02.csv",
    "/ekspor/perbandingan/2026-02.csv?dari=2026-01",
    "/ekspor/sebaran/2026-02.csv",
    "/ekspor/indikator/2026-02.csv?unit=1.02",
    "/ekspor/belum-lengkap/2026-02.csv",
    "/ekspor/rekap/2026-02.xlsx",
    "/ekspor/lampiran/2026-02.xlsx",
    "/ekspor/evaluasi/2026-02.csv",
)
MOST = 30


def statements(month: Month) -> dict[str, int]:
    """What each address costs the reader of the region."""
    reader, found = visitor(month.cast.auditor), {}
    for address in ADDRESSES:
        with CaptureQueriesContext(connection) as captured:
            assert reader.get(address).status_code == 200
        found[address] = len(captured)
    return found


@pytest.fixture
def few(month: Month) -> Month:
    """Three more in the puskesmas."""
    colleagues(month, [SAME, WORSE, SAME])
    return month


def test_statements_do_not_grow_with_people(few: Month) -> None:
    before = statements(few)
    colleagues(few, [SAME, WORSE] * 14)
    assert statements(few) == before
    assert max(before.values()) <= MOST
