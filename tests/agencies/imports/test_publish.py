"""The last steps: what would change, publication as a whole, and taking it back."""

import datetime
import io
import re
from contextvars import Context

import pytest
from django.test import Client
from django.utils import timezone
from openpyxl import Workbook

from agencies.forms.imports import months_after
from agencies.models import AuditEvent, ImportDraft, ImportRow
from indicators.models import CataloguePublication, Indicator, IndicatorVersion
from tests.agencies.imports.files import CELLS, HEADER, line, lines, newest, upload, uploaded
from tests.appraisal.factories import an_actual
from tests.cast import Cast, cast_of_bandung
from tests.factories import a_plan, an_indicator
from tests.visitors import outside_any_scope, page, visitor


@pytest.fixture
def client(kupang: Cast) -> Client:
    """The admin of the dinas."""
    return visitor(kupang.agency_admin)


def previewed(client: Client, *rows: str) -> str:
    """The preview of these rows, in one line."""
    return re.sub(r"\s+", " ", page(client, f"{uploaded(client, rows)}pratinjau/"))


def published(client: Client, *rows: str, header: str = HEADER) -> ImportDraft:
    """A draft of these rows, after the button was pressed."""
    client.post(f"{uploaded(client, rows, header)}terbitkan/", form())
    return newest()


def form() -> dict[str, str]:
    """What the preview of a fresh draft sends."""
    return {"edition": "1", "valid_from": next_month().isoformat(), "note": "SK 12/2026"}


def next_month() -> datetime.date:
    """The first month that is offered."""
    return months_after(timezone.localdate())[0]


def test_the_preview_shows_before_and_after(kupang: Cast, client: Client) -> None:
    an_indicator(kupang.dinas, "IKU-1", name="Nama lama")
    text = previewed(client, line(nama="Nama baru"), line(kode="IKU-2"))
    assert '<p class="outcome-figure num">1</p><p class="outcome-what">baris baru' in text
    assert re.search(r"Sebelum\">Nama lama</td> <td data-l=\"Sesudah\" class=\"strong\">Nama baru", text)
    assert "Tidak ada yang dihapus" in text


def test_the_preview_says_whom_it_touches(kupang: Cast, client: Client) -> None:
    indicator = an_indicator(kupang.dinas, "IKU-1")
    year = timezone.localdate().year
    a_plan(kupang.budi, kupang.puskesmas, {indicator: ("100", "10")}, year=year)
    assert f"1 SKP tahun {year} yang disepakati memakai indikator ini" in previewed(client, line())


def test_what_a_file_does_not_say_is_no_change(client: Client) -> None:
    published(client, f"{line()},keluaran", header=f"{HEADER},jenis")
    assert '<p class="outcome-figure num">1</p><p class="outcome-what">baris sama' in previewed(client, line())


def test_a_faulty_draft_has_no_preview(client: Client) -> None:
    address = uploaded(client, [line(satuan="")])
    assert client.get(f"{address}pratinjau/")["Location"] == f"{address}baris/"


def test_publication_opens_a_version_of_the_catalogue(kupang: Cast, client: Client) -> None:
    an_indicator(kupang.dinas, "IKU-1", name="Nama lama")
    draft = published(client, line(nama="Nama baru"), line(kode="IKU-2"))
    publication = CataloguePublication.objects.get()
    assert (publication.agency, publication.valid_from, publication.note) == (kupang.dinas, next_month(), "SK 12/2026")
    assert publication.versions.count() == 2
    assert draft.state == "published"
    assert {name: draft.outcome[name] for name in ("new", "updated", "unchanged")} == {
        "new": 1,
        "updated": 1,
        "unchanged": 0,
    }
    assert not ImportRow.objects.exists()
    assert AuditEvent.objects.get(action="import_published").details["new"] == 1


def test_each_agency_of_a_file_gets_a_version_of_its_own(kupang: Cast) -> None:
    published(visitor(kupang.region_admin), line(), line(kode_opd="7.01"))
    assert set(CataloguePublication.objects.values_list("agency__code", flat=True)) == {"1.02", "7.01"}
    assert IndicatorVersion.objects.get(indicator__agency=kupang.kecamatan).publication.agency == kupang.kecamatan


def test_rows_that_were_left_out_are_not_published(client: Client) -> None:
    address = uploaded(client, lines(3))
    client.post(f"{address}baris/", {"aksi": "keluarkan", "baris": "2"})
    client.post(f"{address}terbitkan/", form() | {"edition": "2"})
    assert Indicator.objects.count() == 2
    assert newest().outcome["left_out"] == 1


def test_the_page_after_publication_says_what_happened(client: Client) -> None:
    text = page(client, f"/impor/draf/{published(client, line()).pk}/")
    assert "Sudah diterbitkan" in text
    assert "Katalog Dinas Kesehatan versi 1." in text
    assert "Dapat dibatalkan sampai" in text


def test_a_draft_that_changed_meanwhile_is_not_published(client: Client) -> None:
    address = uploaded(client, lines(2))
    client.post(f"{address}baris/", {"baris": "2", "sel-nama": "Lain"})
    response = client.post(f"{address}terbitkan/", form())
    assert response.status_code == 409
    text = response.content.decode()
    assert "Draf ini sudah berubah sejak halaman ini dibuka" in text
    assert "SK 12/2026" in text
    assert 'name="edition" value="2"' in text
    assert not Indicator.objects.exists()


@pytest.mark.parametrize("month", ["", "2020-01-01", "x"])
def test_a_month_that_was_not_offered_is_refused(client: Client, month: str) -> None:
    address = uploaded(client, lines(1))
    assert client.post(f"{address}terbitkan/", form() | {"valid_from": month}).status_code == 422
    assert not Indicator.objects.exists()


def test_a_faulty_draft_is_not_published(client: Client) -> None:
    address = uploaded(client, [line(satuan="")])
    assert client.post(f"{address}terbitkan/", form())["Location"] == f"{address}baris/"
    assert not Indicator.objects.exists()


def test_publishing_twice_changes_nothing(client: Client) -> None:
    draft = published(client, line())
    response = client.post(f"/impor/draf/{draft.pk}/terbitkan/", form(), follow=True)
    assert "sudah diterbitkan" in response.content.decode()
    assert CataloguePublication.objects.count() == 1


def test_a_publication_is_taken_back(kupang: Cast, client: Client) -> None:
    an_indicator(kupang.dinas, "IKU-1", name="Nama lama")
    draft = published(client, line(nama="Nama baru"), line(kode="IKU-2"))
    response = client.post(f"/impor/draf/{draft.pk}/urungkan/", follow=True)
    assert "Penerbitan ini dibatalkan" in response.content.decode()
    newest_name = IndicatorVersion.objects.filter(indicator__code="IKU-1").order_by("-number")[0].name
    assert newest_name == "Nama lama"
    assert AuditEvent.objects.filter(action="import_undone").exists()


def test_the_same_file_can_be_published_again_after_it_was_taken_back(client: Client) -> None:
    draft = published(client, line())
    client.post(f"/impor/draf/{draft.pk}/urungkan/")
    assert '<p class="outcome-figure num">1</p><p class="outcome-what">baris baru' in previewed(client, line())
    assert published(client, line()).state == "published"
    assert Indicator.objects.get().retired_from is None


def test_it_stands_once_something_was_reported_on_it(kupang: Cast, client: Client) -> None:
    draft = published(client, line())
    an_actual(kupang.budi, Indicator.objects.get(), "2026-01", "9")
    response = client.post(f"/impor/draf/{draft.pk}/urungkan/")
    assert response.status_code == 409
    assert "Realisasi sudah dilaporkan atas indikator ini" in response.content.decode()
    assert newest().state == "published"


def test_after_a_day_it_stands(client: Client) -> None:
    draft = published(client, line())
    ImportDraft.objects.filter(pk=draft.pk).update(published_at=timezone.now() - datetime.timedelta(hours=25))
    assert "Dapat dibatalkan sampai" not in page(client, f"/impor/draf/{draft.pk}/")
    response = client.post(f"/impor/draf/{draft.pk}/urungkan/")
    assert response.status_code == 409
    assert "hanya dapat dibatalkan dalam 24 jam" in response.content.decode()


def test_a_draft_is_discarded_after_a_question(client: Client) -> None:
    address = uploaded(client, lines(2))
    assert "Setelah dibuang" in page(client, f"{address}buang/")
    response = client.post(f"{address}buang/", {"edition": "1"}, follow=True)
    assert "Draf iku.csv dibuang." in response.content.decode()
    assert (newest().state, ImportRow.objects.count()) == ("discarded", 0)
    assert "Draf ini dibuang" in page(client, address)


def test_a_discard_on_an_older_edition_is_a_conflict(client: Client) -> None:
    address = uploaded(client, lines(2))
    assert client.post(f"{address}buang/", {"edition": "7"}).status_code == 409
    assert newest().state == "open"


STEPS = ["", "kolom/", "baris/", "bermasalah.xlsx", "pratinjau/", "buang/"]


@pytest.mark.parametrize("step", STEPS)
def test_a_draft_is_for_its_owner_and_the_region_admin(kupang: Cast, client: Client, step: str) -> None:
    address = uploaded(client, lines(1))
    assert visitor(kupang.region_admin).get(f"{address}{step}").status_code in {200, 302}
    assert visitor(kupang.auditor).get(f"{address}{step}").status_code == 403
    assert Client().get(f"{address}{step}")["Location"].startswith("/masuk/")


@pytest.mark.parametrize("step", STEPS)
def test_another_region_does_not_learn_of_a_draft(kupang: Cast, client: Client, step: str) -> None:
    address = uploaded(client, lines(1))
    stranger = visitor(Context().run(cast_of_bandung).region_admin)
    assert outside_any_scope(stranger, f"{address}{step}").status_code == 404


@pytest.mark.parametrize("step", ["terbitkan/", "urungkan/"])
def test_what_changes_things_is_never_just_asked(client: Client, step: str) -> None:
    assert client.get(f"{uploaded(client, lines(1))}{step}").status_code == 405


def warned(client: Client) -> str:
    """The address of a draft with a warning: a cell that a spreadsheet shows in percent."""
    book = Workbook()
    book.worksheets[0].append([*HEADER.split(","), "bulan_ukur"])
    book.worksheets[0].append([*CELLS.values(), 3])
    book.worksheets[0]["I2"].number_format = "0%"
    stream = io.BytesIO()
    book.save(stream)
    return upload(client, stream.getvalue(), name="iku.xlsx")["Location"]


def test_warnings_are_accepted_before_publication(client: Client) -> None:
    address = warned(client)
    assert "Sel ini berformat persen" in page(client, f"{address}pratinjau/")
    response = client.post(f"{address}terbitkan/", form())
    assert response.status_code == 422
    assert "Centang bahwa peringatan sudah diperiksa" in response.content.decode()
    client.post(f"{address}terbitkan/", form() | {"accepts_warnings": "on"})
    assert newest().state == "published"


def test_a_warning_on_a_cell_goes_when_the_cell_is_written_anew(client: Client) -> None:
    address = warned(client)
    client.post(f"{address}baris/", {"baris": "2", "sel-bulan_ukur": "6"})
    assert "Sel ini berformat persen" not in page(client, f"{address}pratinjau/")
