"""The QR code is read back from the paper: printed, scanned in grey, and exactly the public address."""

import pytest
from PIL import Image, ImageFilter

from reports.models import Paper
from tests.appraisal.month import Month
from tests.reports.looks.prints import Prints, every_kind, pages_of
from tests.reports.looks.scans import qr_codes, scanned

pytestmark = pytest.mark.document

ADDRESS = "https://timbang.example/v/1-abcdefghijklmnopqrstuv/"


@pytest.fixture(params=[Paper.A4, Paper.F4], ids=["a4", "f4"])
def prints(request: pytest.FixtureRequest, month: Month) -> Prints:
    """Every kind on that sheet."""
    return every_kind(month, Paper(request.param))


def test_each_page_of_each_kind_leads_to_its_own_address(prints: Prints) -> None:
    for kind, pdf in prints.items():
        for page in range(len(pages_of(pdf))):
            assert qr_codes(scanned(pdf, page, 150)) == [ADDRESS], (kind, page)


def test_a_poor_scan_is_read_too(prints: Prints) -> None:
    """Crooked by two degrees, blurred, and paler than it was printed."""
    for kind, pdf in prints.items():
        sheet = scanned(pdf, 0, 200).rotate(2, expand=True, fillcolor=255, resample=Image.Resampling.BICUBIC)
        pale = sheet.filter(ImageFilter.GaussianBlur(1)).point(lambda dot: 90 + dot * 150 // 255)
        assert qr_codes(pale) == [ADDRESS], kind
