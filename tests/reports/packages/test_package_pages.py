"""Paket dokumen: the list, one package, its file, and who may what."""

import datetime
import re
import uuid

import pytest
from django.test import Client
from django.utils import timezone

from agencies.tenancy.scope import current_region_id
from appraisal.models import ChunkState
from reports.models import Bundle, DocumentKind, ReportPart, ReportRun, ReportState
from reports.services.packages.folders import package_file
from reports.services.packages.load_packages import grouped_failures
from tests.appraisal.factories import a_period
from tests.appraisal.month import Month
from tests.cast import Cast
from tests.reports.packages.conftest import Start
from tests.reports.packages.named import NO_PACKAGE, a_package_of_the_dinas
from tests.visitors import outside_any_scope, page, visitor

LIST = "/dokumen/paket/"
ASKED = {"kind": "scorecard", "period": "2026-01", "agency": "", "bundle": "zip"}


def words(text: str) -> str:
    """A page without its marks."""
    return " ".join(re.sub(r"<[^>]*>", " ", text).split())


def address(run: ReportRun) -> str:
    """Of its page."""
    return f"{LIST}{run.key}/"


def a_ready_package(run: ReportRun) -> ReportRun:
    """With a file, as the worker leaves it."""
    path = package_file(current_region_id(), run.key, run.bundle)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"PK isi")
    ReportPart.objects.filter(run=run).update(state=ChunkState.DONE, documents=1)
    later = timezone.now() + datetime.timedelta(days=7)
    ReportRun.objects.filter(pk=run.pk).update(
        state=ReportState.DONE, expires_at=later, size=6, file_name="paket.zip", finished_at=timezone.now()
    )
    return ReportRun.objects.get(pk=run.pk)


def test_without_evaluations_it_says_what_is_lacking(kupang: Cast) -> None:
    text = words(page(visitor(kupang.region_admin), LIST))
    assert "Belum ada periode yang dievaluasi" in text
    assert "Belum ada paket." in text


def test_asking_leads_to_the_package_and_asking_again_to_the_same(evaluated: Month) -> None:
    client = visitor(evaluated.cast.region_admin)
    first, second = client.post(LIST, ASKED), client.post(LIST, ASKED)
    run = ReportRun.objects.get()
    assert (first.status_code, first["Location"]) == (302, address(run))
    assert second["Location"] == first["Location"]
    assert "Anda melihat paket yang sama" in page(client, address(run))


def test_the_list_names_what_for_whom_and_how_far(start: Start, evaluated: Month) -> None:
    start(agency=evaluated.cast.dinas)
    text = words(page(visitor(evaluated.cast.auditor), LIST))
    for fact in ("Kartu nilai", "Januari 2026", "Dinas Kesehatan", "ZIP", "Sedang dibuat", "0 dari 1"):
        assert fact in text


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"period": "1999-01"}, "Periode ini belum dievaluasi"),
        ({"agency": "9.99"}, "Unit ini tidak ada di daftar Anda"),
        ({"kind": "plan_form"}, "Dokumen ini tidak dibuat sebagai paket"),
        ({"bundle": ""}, "Pilih ZIP atau PDF."),
    ],
)
def test_a_choice_that_is_not_offered_is_refused(evaluated: Month, changed: dict[str, str], sentence: str) -> None:
    response = visitor(evaluated.cast.region_admin).post(LIST, ASKED | changed)
    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert not ReportRun.objects.exists()


def test_an_agency_admin_makes_packages_of_the_own_unit_alone(evaluated: Month) -> None:
    client = visitor(evaluated.cast.agency_admin)
    assert client.post(LIST, ASKED | {"agency": "1.02.01"}).status_code == 302
    for agency in ("7.01", ""):
        assert client.post(LIST, ASKED | {"agency": agency}).status_code == 422
    assert ReportRun.objects.get().agency == evaluated.cast.puskesmas


def test_an_agency_admin_reads_no_package_of_the_region(start: Start, evaluated: Month) -> None:
    admin = visitor(evaluated.cast.agency_admin)
    own, all_of_it = start(agency=evaluated.cast.puskesmas).run, start().run
    assert "Kartu nilai" in page(admin, address(own))
    assert admin.get(address(all_of_it)).status_code == 403
    assert "Seluruh daerah" not in words(page(admin, LIST))


def test_who_leads_a_unit_has_no_packages_of_cards(start: Start, evaluated: Month) -> None:
    leader = visitor(evaluated.cast.ratna)
    assert [leader.get(one).status_code for one in (LIST, address(start(agency=evaluated.cast.dinas).run))] == [403] * 2


@pytest.mark.parametrize("who", ["budi", "citra"])
def test_others_are_refused(start: Start, evaluated: Month, who: str) -> None:
    run = start().run
    client = visitor(getattr(evaluated.cast, who))
    assert [client.get(at).status_code for at in (LIST, address(run), f"{address(run)}unduh/")] == [403, 403, 403]
    assert client.post(LIST, ASKED).status_code == 403


def test_another_region_does_not_know_it(bandung: Cast, start: Start) -> None:
    run = start().run
    assert outside_any_scope(visitor(bandung.region_admin), address(run)).status_code == 404


def test_signed_out_it_leads_to_the_sign_in(kupang: Cast) -> None:
    assert Client().get(LIST)["Location"].startswith("/masuk/")


def test_a_package_that_is_not_there_is_not_found(kupang: Cast) -> None:
    assert visitor(kupang.region_admin).get(f"{LIST}{uuid.uuid4()}/").status_code == 404


def test_while_it_is_made_the_page_asks_again_and_can_be_cancelled(start: Start, evaluated: Month) -> None:
    run, client = start().run, visitor(evaluated.cast.region_admin)
    text = page(client, address(run))
    assert 'http-equiv="refresh"' in text
    assert "every 3s" in text
    assert client.post(address(run), {"tindakan": "batal"}).status_code == 302
    assert "Pembuatan paket dibatalkan" in page(client, address(run))
    client.post(address(run), {"tindakan": "lanjut"})
    assert ReportRun.objects.get().state == ReportState.RUNNING


def test_another_state_loads_the_whole_page_anew(start: Start, evaluated: Month) -> None:
    run, client = start().run, visitor(evaluated.cast.region_admin)
    same = client.get(f"{address(run)}?status=running", headers={"HX-Request": "true"})
    other = client.get(f"{address(run)}?status=bundling", headers={"HX-Request": "true"})
    assert ("HX-Refresh" in same, "HX-Refresh" in other) == (False, True)


@pytest.mark.parametrize("act", ["", "hapus"])
def test_an_act_that_does_not_exist_is_refused(start: Start, evaluated: Month, act: str) -> None:
    assert visitor(evaluated.cast.region_admin).post(address(start().run), {"tindakan": act}).status_code == 400


def test_a_ready_package_is_downloaded_as_a_file(start: Start, evaluated: Month) -> None:
    run, client = a_ready_package(start().run), visitor(evaluated.cast.region_admin)
    assert "Unduh paket" in page(client, address(run))
    response = client.get(f"{address(run)}unduh/")
    assert response.getvalue() == b"PK isi"
    assert response["Content-Disposition"] == 'attachment; filename="paket.zip"'
    assert "no-store" in response["Cache-Control"]


def test_an_expired_package_says_so_and_offers_it_again(start: Start, evaluated: Month) -> None:
    run, client = start().run, visitor(evaluated.cast.region_admin)
    ReportRun.objects.update(state=ReportState.EXPIRED)
    text = page(client, address(run))
    assert "sudah dihapus setelah tujuh hari" in words(text)
    assert 'name="kind" value="scorecard"' in text
    assert client.get(f"{address(run)}unduh/")["Location"] == address(run)


def test_what_failed_is_named_under_its_reason_and_can_be_tried_again(start: Start, evaluated: Month) -> None:
    run = a_ready_package(start().run)
    ReportPart.objects.update(state=ChunkState.FAILED, error="Budi Santoso (1): Gangguan.\nCitra (2): Gangguan.")
    text = words(page(visitor(evaluated.cast.region_admin), address(run)))
    assert "2 dokumen belum dapat dibuat" in text
    assert "Gangguan. Budi Santoso (1) Citra (2)" in text
    assert "Coba lagi yang gagal" in text


def test_what_failed_is_not_counted_as_made(start: Start, evaluated: Month) -> None:
    start()
    ReportPart.objects.update(state=ChunkState.FAILED, error="Budi Santoso (1): Gangguan.")
    ReportRun.objects.update(state=ReportState.FAILED, error="Tidak satu pun dokumen dapat dibuat.")
    client = visitor(evaluated.cast.region_admin)
    for at in (LIST, address(ReportRun.objects.get())):
        assert "0 dari 1" in words(page(client, at))


def test_of_many_failures_the_first_names_and_the_rest_as_a_number() -> None:
    lines = ["Pekerja berhenti.", *(f"Rekan {number}: Gangguan." for number in range(30))]
    alone, shared = grouped_failures(lines)
    assert (alone.reason, list(alone.names), alone.more) == ("Pekerja berhenti.", [], 0)
    assert (shared.reason, len(shared.names), shared.more) == ("Gangguan.", 20, 10)


def test_runs_of_the_command_are_no_packages(kupang: Cast) -> None:
    run = ReportRun.objects.create(kind=DocumentKind.SCORECARD, period=a_period(), bundle=Bundle.FOLDER)
    client = visitor(kupang.region_admin)
    assert "Belum ada paket." in page(client, LIST)
    assert client.get(address(run)).status_code == 404


def test_the_named_package_is_of_the_dinas(kupang: Cast) -> None:
    assert ReportRun.objects.get(**a_package_of_the_dinas(kupang)).agency == kupang.dinas
    assert not ReportRun.objects.filter(key=NO_PACKAGE).exists()
