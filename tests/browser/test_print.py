"""On paper: the widest tables of the desk fit a sheet of A4 beside the margins of the print style sheet."""

import pytest

from tests.browser.conftest import Visits
from tests.cast import Cast

pytestmark = pytest.mark.browser

#: A4, and what its margins leave, in CSS pixels.
SHEET, TEXT = 794, 680
SLACK = (
    f"() => {{ const main = document.querySelector('main'); main.style.inlineSize = '{TEXT}px';"
    " return Math.max(...Array.from(main.querySelectorAll('table'), one => one.scrollWidth)) }"
)


@pytest.mark.parametrize("path", ["/evaluasi/", "/pemantauan/?periode=2026-01", "/periode/"])
def test_a_wide_table_loses_no_column_on_paper(visits: Visits, puskesmas: Cast, path: str) -> None:
    page = visits.open(path, puskesmas.region_admin, width=SHEET, height=1000)
    page.emulate_media(media="print")
    assert page.evaluate(SLACK) <= TEXT
