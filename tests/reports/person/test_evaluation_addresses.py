"""Form and document of an evaluation in the browser: who gets them, and which sheet."""

from contextvars import Context

import pytest
from django.test import Client
from django.utils import timezone

from reports.models import Document, DocumentKind, DocumentRequest
from reports.services.compose.evaluations import FOR_THE_FILE, FOR_THE_PEOPLE
from reports.services.issue.request_document import print_requested_document
from tests.appraisal.month import Month
from tests.cast import cast_of_bandung
from tests.visitors import outside_any_scope, page, visitor


@pytest.fixture(params=["formulir/", "dokumen/"])
def address(month: Month, request: pytest.FixtureRequest) -> str:
    """The page of either document of Budi's January."""
    month.evaluate()
    return f"/evaluasi/2026-01/{month.plan.pk}/{request.param}"


def work(month: Month) -> None:
    """Do what the worker does with the newest request."""
    with timezone.override("Asia/Makassar"):
        newest = DocumentRequest.objects.latest("requested_at")
        print_requested_document(region_id=month.cast.region.pk, request_id=newest.pk)


@pytest.mark.parametrize(
    "reader", ["budi", "sari", "ratna", "agency_admin", "region_admin", "regional_head", "auditor"]
)
def test_those_whom_it_concerns_are_offered_to_have_it_made(month: Month, address: str, reader: str) -> None:
    assert "Buat PDF" in page(visitor(getattr(month.cast, reader)), address)


@pytest.mark.parametrize("stranger", ["citra", "dewi"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_colleague_and_another_superior_are_refused(month: Month, address: str, stranger: str, method: str) -> None:
    client = visitor(getattr(month.cast, stranger))
    assert getattr(client, method)(address).status_code == 403
    assert not DocumentRequest.objects.exists()


def test_another_region_does_not_learn_that_it_exists(month: Month, address: str) -> None:
    admin_of_bandung = Context().run(cast_of_bandung).region_admin
    assert outside_any_scope(visitor(admin_of_bandung), address).status_code == 404


def test_a_visitor_is_sent_to_the_sign_in(client: Client, address: str) -> None:
    assert client.get(address)["Location"] == f"/masuk/?next={address}"


def test_the_file_is_only_read(month: Month, address: str) -> None:
    assert visitor(month.budi).post(f"{address[:-1]}.pdf").status_code == 405


@pytest.mark.document
def test_what_was_asked_for_is_made_and_served(month: Month, address: str) -> None:
    client = visitor(month.budi)
    client.post(address)
    work(month)
    response = client.get(f"{address[:-1]}.pdf")
    assert response.content.startswith(b"%PDF-")
    assert "no-store" in response["Cache-Control"]


@pytest.mark.document
def test_a_correction_is_another_version(month: Month, address: str) -> None:
    client = visitor(month.budi)
    client.post(address)
    work(month)
    type(month.budi).objects.filter(pk=month.budi.pk).update(grade="III/d")
    assert "Buat versi baru" in page(client, address)
    client.post(address)
    work(month)
    former, newest = Document.objects.order_by("version")
    assert (former.number, former.superseded_at is not None) == (newest.number, True)


@pytest.mark.parametrize(
    ("reader", "part"),
    [
        ("budi", FOR_THE_PEOPLE),
        ("sari", FOR_THE_PEOPLE),
        ("ratna", FOR_THE_PEOPLE),
        ("agency_admin", FOR_THE_FILE),
        ("region_admin", FOR_THE_FILE),
        ("regional_head", FOR_THE_FILE),
        ("auditor", FOR_THE_FILE),
    ],
)
def test_feedback_is_printed_for_those_who_read_it(month: Month, reader: str, part: int) -> None:
    month.evaluate()
    visitor(getattr(month.cast, reader)).post(f"/evaluasi/2026-01/{month.plan.pk}/formulir/")
    request = DocumentRequest.objects.get()
    assert (request.kind, request.part) == (DocumentKind.EVALUATION_FORM, part)


@pytest.mark.document
def test_the_two_sheets_do_not_replace_each_other(month: Month) -> None:
    month.evaluate()
    for reader in (month.budi, month.cast.region_admin):
        visitor(reader).post(f"/evaluasi/2026-01/{month.plan.pk}/formulir/")
        work(month)
    assert {one.part for one in Document.objects.filter(superseded_at=None)} == {FOR_THE_FILE, FOR_THE_PEOPLE}


def test_the_evaluation_page_leads_to_its_three_documents(month: Month) -> None:
    month.evaluate()
    start = f"/evaluasi/2026-01/{month.plan.pk}/"
    text = page(visitor(month.budi), start)
    assert all(f'href="{start}{name}/"' in text for name in ("kartu", "formulir", "dokumen"))
