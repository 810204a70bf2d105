"""The recap of an agency in the browser: who may have it, part by part, and that it is never an old one."""

from contextvars import Context
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.test import Client
from django.utils import timezone

from appraisal.services.periods.lock_period import lock_period
from reports.models import DocumentRequest
from reports.services.issue.request_document import print_requested_document
from reports.services.recap import load_recap
from tests.appraisal.factories import a_period
from tests.appraisal.month import Month
from tests.cast import cast_of_bandung
from tests.visitors import outside_any_scope, page, visitor

FILE = "/dokumen/unit/1.02.01/2026-01/rekap.pdf"
PAGE = "/dokumen/unit/1.02.01/2026-01/rekap/"


@pytest.fixture(autouse=True)
def _own_folder(settings: LazySettings, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path


@pytest.fixture
def evaluated(month: Month) -> Month:
    """January of the puskesmas."""
    month.evaluate()
    return month


def work(month: Month) -> DocumentRequest:
    """Do what the worker does with the newest request."""
    with timezone.override("Asia/Makassar"):
        newest = DocumentRequest.objects.latest("requested_at")
        print_requested_document(region_id=month.cast.region.pk, request_id=newest.pk)
    return DocumentRequest.objects.latest("requested_at")


@pytest.mark.parametrize("reader", ["sari", "agency_admin", "region_admin", "regional_head", "auditor"])
@pytest.mark.parametrize("address", [FILE, PAGE])
def test_who_may_read_its_people_is_offered_to_have_it_made(evaluated: Month, reader: str, address: str) -> None:
    assert "Buat PDF" in page(visitor(getattr(evaluated.cast, reader)), address)


@pytest.mark.parametrize("stranger", ["budi", "citra", "dewi", "ratna"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_others_are_refused(evaluated: Month, stranger: str, method: str) -> None:
    response = getattr(visitor(getattr(evaluated.cast, stranger)), method)(PAGE)
    assert response.status_code == 403
    assert not DocumentRequest.objects.exists()


def test_a_visitor_is_sent_to_the_sign_in(client: Client, evaluated: Month) -> None:
    assert client.get(FILE)["Location"] == f"/masuk/?next={FILE}"


def test_nothing_can_be_sent_to_the_file(evaluated: Month) -> None:
    assert visitor(evaluated.cast.sari).post(FILE).status_code == 405


@pytest.mark.parametrize(
    "address",
    [
        "/dokumen/unit/0.00/2026-01/rekap/",
        "/dokumen/unit/1.02.01/2026-02/rekap/",
        f"{PAGE}?bagian=2",
        f"{PAGE}?bagian=x",
    ],
)
def test_what_is_not_there_is_not_found(evaluated: Month, address: str) -> None:
    assert visitor(evaluated.cast.region_admin).get(address).status_code == 404


def test_another_region_does_not_learn_that_it_exists(evaluated: Month) -> None:
    admin_of_bandung = Context().run(cast_of_bandung).region_admin
    assert outside_any_scope(visitor(admin_of_bandung), FILE).status_code == 404


def test_a_button_of_the_overview_asks_for_it(evaluated: Month) -> None:
    client = visitor(evaluated.cast.agency_admin)
    text = page(client, "/ringkasan/1.02.01/")
    assert f'<form method="post" action="{PAGE}">' in text
    assert "Unduh rekap, PDF" in text
    assert client.post(PAGE, {"unduh": "1"})["Location"] == f"{PAGE}?unduh=1"


def test_a_long_list_offers_its_parts(evaluated: Month, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(load_recap, "ROWS_A_DOCUMENT", 2)
    text = page(visitor(evaluated.cast.sari), f"{PAGE}?bagian=2")
    assert "Rekap perangkat daerah Puskesmas Oesapa, Januari 2026, bagian 2" in text
    assert 'name="bagian" value="2"' in text
    assert f'href="{PAGE}?bagian=1"' in text


@pytest.mark.document
def test_it_is_downloaded_under_the_name_that_the_command_gives_it(evaluated: Month) -> None:
    client = visitor(evaluated.cast.sari)
    assert client.post(PAGE)["Location"] == PAGE
    work(evaluated)
    response = client.get(FILE)
    assert response.content.startswith(b"%PDF-")
    assert response["Content-Disposition"] == 'attachment; filename="ringkasan-opd_2026-01_1.02.01.pdf"'
    assert "no-store" in response["Cache-Control"]


@pytest.mark.document
@pytest.mark.parametrize("change", ["rename", "lock"])
def test_a_file_that_says_something_else_than_the_screen_is_never_served(evaluated: Month, change: str) -> None:
    client = visitor(evaluated.cast.sari)
    client.post(PAGE)
    work(evaluated)
    assert client.get(FILE)["Content-Type"] == "application/pdf"
    if change == "lock":
        lock_period(period=a_period())
    else:
        type(evaluated.budi).objects.filter(pk=evaluated.budi.pk).update(name="Budi Santoso, S.Kep.")
    assert "Buat versi baru" in page(client, FILE)


@pytest.mark.parametrize("part", ["0", "2", "x", "9" * 5000])
def test_a_part_that_there_is_not_is_not_found(evaluated: Month, part: str) -> None:
    assert visitor(evaluated.cast.region_admin).post(PAGE, {"bagian": part}).status_code == 404
