"""What the tests of signing share: a folder of their own, a sheet of paper, and Sari's certificate."""

import datetime
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from django.conf import LazySettings
from django.utils import timezone

from agencies.files.whole import write_whole
from agencies.models import User
from reports.models import Document
from reports.signing.local import certificate_path
from reports.signing.signer import Passphrase
from reports.signing.trial_certificate import trial_certificate
from tests.appraisal.conftest import month
from tests.appraisal.month import Month
from tests.reports.verify.issued import a_scorecard

__all__ = ["month"]

PASSPHRASE = "kelimutu tiga warna"


@pytest.fixture(autouse=True)
def _own_folder(settings: LazySettings, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path
    settings.SIGNING_FOLDER = tmp_path / "signing"


def a_sheet() -> bytes:
    """A PDF of one empty page."""
    output = BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(output)
    return output.getvalue()


def a_certificate(settings: LazySettings, account: User, *, made_at: datetime.datetime | None = None) -> None:
    """A test certificate of an account, good for a year."""
    packed = trial_certificate(
        name=account.login,
        organisation="Pemerintah Kota Kupang",
        passphrase=Passphrase(PASSPHRASE),
        now=made_at or timezone.now(),
    )
    write_whole(certificate_path(settings.SIGNING_FOLDER, account.key), packed)


@pytest.fixture
def card(month: Month) -> Document:
    """Budi's January, issued as a real PDF."""
    month.evaluate()
    return a_scorecard(month.evaluation(), pdf=a_sheet())


@pytest.fixture
def certified(settings: LazySettings, card: Document, month: Month) -> Document:
    """The same, and its rater has a certificate."""
    assert month.cast.sari.user is not None
    a_certificate(settings, month.cast.sari.user)
    return card
