"""The whole way: a card is printed, its address is read from the paper, and the page behind it knows the file."""

import hashlib
import re
from contextvars import Context
from io import BytesIO

import pytest
from django.conf import LazySettings
from django.test import Client
from django.utils import timezone

from appraisal.models import Actual, Evaluation
from reports.models import Document
from reports.services.compose.scorecards import compose_scorecards
from reports.services.issue.composed import Composed
from reports.services.issue.make_documents import Made, make_documents
from tests.appraisal.month import Month
from tests.reports.printed import text_of
from tests.visitors import visitor

pytestmark = pytest.mark.document


@pytest.fixture(autouse=True)
def _public_address(settings: LazySettings) -> None:
    settings.PUBLIC_URL = "https://timbang.kupang.example"


def issued(month: Month) -> Made:
    """Budi's January, printed as the worker does."""
    month.evaluate()

    def compose() -> list[Composed]:
        rows = Evaluation.objects.select_related("employee", "agency").latest()
        return list(compose_scorecards(rows.filter(plan=month.plan)))

    with timezone.override("Asia/Makassar"):
        [made] = make_documents(region_id=month.cast.region.pk, compose=compose)
    return made


def read(address: str) -> str:
    """What a stranger is told there."""
    return Context().run(Client().get, address).content.decode()


def address_on(pdf: bytes) -> str:
    """The address that stands on the paper, as somebody would type it."""
    found = re.search(r"timbang\.kupang\.example(/v/\d+-\s?[\w-]+\s?[\w-]*)", text_of(BytesIO(pdf)))
    assert found, text_of(BytesIO(pdf))[-600:]
    return found[1]


def test_the_address_on_the_paper_leads_to_the_hash_of_the_file(month: Month) -> None:
    made = issued(month)
    pdf = made.path.read_bytes()
    start = Client().get("/v/", {"dokumen": address_on(pdf)})
    assert start["Location"] == f"/v/{made.document.token}/"
    text = read(start["Location"])
    assert hashlib.sha256(pdf).hexdigest() in text
    assert made.document.number in text


def test_printed_anew_the_former_paper_says_which_version_holds(month: Month) -> None:
    former = issued(month).document
    Actual.objects.filter(indicator=month.visits).update(value=20)
    newer = issued(month).document
    assert (newer.number, newer.version) == (former.number, 2)
    assert "digantikan oleh versi 2" in read(f"/v/{former.token}/")
    assert "merupakan versi terakhirnya" in read(f"/v/{newer.token}/")


def test_taken_back_and_asked_for_again_it_is_a_new_version(month: Month) -> None:
    former = issued(month).document
    visitor(month.cast.region_admin).post(f"/dokumen/{former.pk}/batalkan/", {"reason": "Salah kop."})
    newer = issued(month).document
    assert newer.version == 2
    assert Document.objects.get(pk=former.pk).superseded_at is not None
    assert "Dibatalkan" in read(f"/v/{former.token}/")
