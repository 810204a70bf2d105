"""The screens of reporting: the list of a month, the form, its preview, one indicator over a year, the outbox."""

import datetime
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from appraisal.models import Actual, ActualEvidence, ActualState, Exclusion, Verification
from indicators.models import ItemKind, PlanItem
from tests.appraisal.factories import an_actual
from tests.appraisal.reporting.march import MARCH, March
from tests.appraisal.reporting.photos import a_photo
from tests.appraisal.reporting.test_report_actual import lock, state_of
from tests.cast import Cast
from tests.factories import an_indicator
from tests.visitors import outside_any_scope, page, visitor

pytestmark = pytest.mark.django_db
FROM_OUTBOX = {"X-Requested-With": "kotak-keluar"}


@pytest.fixture
def budi(march: March) -> Client:
    """The browser of Budi."""
    return visitor(march.cast.budi)


def form_of(march: March, **more: object) -> dict[str, object]:
    """The form as the page sends it."""
    return {"versi": march.item().version, "catatan": "", "nilai": "16", **more}


def address(march: March, tail: str = "", code: str = MARCH) -> str:
    """Of the inspections."""
    return f"/realisasi/{code}/{march.inspections.pk}/{tail}"


LIST = f"/realisasi/?periode={MARCH}"


def test_the_list_says_where_each_item_stands(march: March, budi: Client) -> None:
    march.give("16")
    shown = page(budi, LIST)
    assert "1 dari 3" in shown
    assert "menunggu verifikasi" in shown
    assert "belum dilaporkan" in shown
    assert "dari target 20 orang" in shown


def test_the_list_gives_the_reason_of_a_return(march: March, budi: Client) -> None:
    march.give("16")
    state_of(march, ActualState.RETURNED)
    Verification.objects.create(
        actual=march.stored(),
        outcome=Verification.Outcome.RETURNED,
        value=16,
        reason="Berita acara nomor 9 belum ada.",
        decided_by=march.cast.sari.user,
        decided_by_name="Sari Wulandari",
    )
    assert "Sari Wulandari: Berita acara nomor 9 belum ada." in page(budi, LIST)
    assert "0 dari 3" in page(budi, LIST)


def test_fifty_megabytes_are_refused_before_they_are_read(march: March, budi: Client) -> None:
    upload = SimpleUploadedFile("foto.jpg", b"0" * 50_000_000, "image/jpeg")
    response = budi.post(address(march), form_of(march, foto=upload))
    assert response.status_code == 413
    assert "Batasnya 15 MB" in response.content.decode()
    assert not Actual.objects.exists()


def test_the_list_without_a_plan_says_what_fills_it(march: March) -> None:
    assert "Belum ada SKP 2026 yang disepakati." in page(visitor(march.cast.citra), LIST)


def test_a_locked_month_is_read_and_not_written(march: March, budi: Client) -> None:
    march.give("16")
    lock(MARCH)
    shown = page(budi, address(march))
    assert "Minta pembukaan kepada uji-region-admin" in shown
    assert "data-report" not in shown
    assert "16 orang" in shown


def test_the_form_names_target_and_earlier_months(march: March, budi: Client) -> None:
    an_actual(march.cast.budi, march.inspections, "2026-01", "18")
    an_actual(march.cast.budi, march.inspections, "2026-02", "19.5")
    an_actual(march.cast.budi, march.waiting, "2026-02", "14")
    shown = page(budi, address(march))
    assert "Januari s.d. Februari: 37,5 dari target 40 orang." in shown
    assert 'inputmode="decimal"' in shown
    assert 'type="number"' not in shown
    waiting = page(budi, f"/realisasi/{MARCH}/{march.waiting.pk}/")
    assert "Terakhir, Februari: 14 orang, target 15." in waiting


def test_saving_names_who_verifies(march: March, budi: Client) -> None:
    response = budi.post(address(march), form_of(march), follow=True)
    assert "Tersimpan: 16 orang. Menunggu verifikasi Sari Wulandari." in response.content.decode()
    assert march.stored().value == 16


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "Isi realisasi dalam angka, misalnya 12 atau 12,5."),
        ("dua belas", "Realisasi harus berupa angka. Anda mengisi &#34;dua belas&#34;."),
        ("1,234.56", "Susunan titik dan koma tidak jelas"),
        ("1e5", "Notasi ilmiah tidak diterima"),
    ],
)
def test_what_is_no_number_comes_back_as_typed(march: March, budi: Client, typed: str, sentence: str) -> None:
    response = budi.post(address(march), form_of(march, nilai=typed, catatan="hujan"))
    assert response.status_code == 422
    shown = response.content.decode()
    assert sentence in shown
    assert "hujan" in shown
    assert not Actual.objects.exists()


def test_a_refused_number_says_that_its_photo_has_to_be_chosen_again(march: March, budi: Client) -> None:
    upload = SimpleUploadedFile("foto.jpg", a_photo(), "image/jpeg")
    response = budi.post(address(march), form_of(march, nilai="dua belas", foto=upload))
    assert response.status_code == 422
    assert "Pilih lagi berkasnya" in response.content.decode()
    assert "Pilih lagi berkasnya" not in page(budi, address(march))


def test_the_effect_of_a_value_stands_right_below_it(march: March, budi: Client) -> None:
    an_actual(march.cast.budi, march.inspections, "2026-01", "18")
    shown = page(budi, address(march))
    parts = ('name="nilai"', "data-preview-of", "Januari: 18", 'name="foto"', "Apa yang diukur")
    assert sorted(parts, key=shown.index) == list(parts)


def test_an_odd_year_of_an_indicator_is_no_page(march: March, budi: Client) -> None:
    here = f"/realisasi/indikator/{march.inspections.pk}/?tahun="
    answers = {year: budi.get(here + year).status_code for year in ("2026", "1999", "9" * 5_000, "²", "x")}
    assert set(answers.values()) == {200, 404}
    assert answers["2026"] == 200


def test_a_stale_form_shows_both_values(march: March, budi: Client) -> None:
    form = form_of(march, nilai="18")
    march.give("16")
    response = budi.post(address(march), form)
    assert response.status_code == 409
    assert "Isian Anda: 18. Tersimpan sekarang: 16 orang." in response.content.decode()


def test_the_outbox_gets_short_answers(march: March, budi: Client) -> None:
    form = form_of(march, kunci=str(uuid.uuid4()))
    assert budi.post(address(march), form, headers=FROM_OUTBOX).status_code == 204
    refused = budi.post(address(march), {**form, "kunci": str(uuid.uuid4()), "nilai": "x"}, headers=FROM_OUTBOX)
    assert (refused.status_code, "harus berupa angka" in refused.json()["sentence"]) == (422, True)
    stale = budi.post(address(march), {**form, "kunci": str(uuid.uuid4()), "nilai": "18"}, headers=FROM_OUTBOX)
    assert (stale.status_code, "Tersimpan sekarang: 16 orang." in stale.json()["sentence"]) == (409, True)


def test_a_refused_file_does_not_take_the_number_with_it(march: March, budi: Client) -> None:
    upload = SimpleUploadedFile("foto.jpg", b"not a picture at all", "image/jpeg")
    response = budi.post(address(march), form_of(march, foto=upload), follow=True)
    assert "Angkanya tersimpan, tetapi buktinya belum." in response.content.decode()
    assert march.stored().value == 16


def test_a_preview_says_how_the_value_counts_and_what_follows(march: March, budi: Client) -> None:
    an_actual(march.cast.budi, march.waiting, MARCH, "15")
    shown = page(budi, address(march, "hitung/?nilai=16"))
    assert "Dibaca sebagai 16 orang." in shown
    assert "Dihitung: 16 dari 20 orang = 80,00%." in shown
    assert "Nilai hasil kerja Anda akan menjadi sekitar 88,00." in shown
    assert not Actual.objects.filter(indicator=march.inspections).exists()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("280", "Realisasi 1.400% dari target."),
        ("-3", "di bawah nol"),
        ("1.250", "karena titik di sini pemisah ribuan"),
        ("12,5", "Dibaca sebagai 12,5 orang."),
    ],
)
def test_a_doubtful_value_is_questioned_and_never_refused(march: March, budi: Client, typed: str, said: str) -> None:
    assert said in page(budi, address(march, f"hitung/?nilai={typed}"))
    assert budi.post(address(march), form_of(march, nilai=typed)).status_code == 302


def test_a_preview_of_an_amount_names_the_sum(march: March, budi: Client) -> None:
    march.give("14")
    assert "14 ditambah 2 menjadi 16." in page(budi, address(march, "hitung/?nilai=2&cara=tambah"))


def test_an_additional_task_says_what_it_brings(march: March, budi: Client) -> None:
    assert "menambah 1 poin setelah diterima" in page(budi, f"/realisasi/{MARCH}/{march.report.pk}/hitung/?nilai=1")


def test_a_reported_value_can_be_withdrawn_from_its_page(march: March, budi: Client) -> None:
    march.give("16")
    response = budi.post(address(march, "tarik/"), {"versi": march.item().version}, follow=True)
    assert "realisasi ditarik" in response.content.decode()
    assert not Actual.objects.exists()


def test_an_indicator_is_shown_over_the_year(march: March, budi: Client) -> None:
    an_actual(march.cast.budi, march.inspections, "2026-01", "18")
    an_actual(march.cast.budi, march.inspections, "2026-02", "20")
    shown = page(budi, f"/realisasi/indikator/{march.inspections.pk}/?tahun=2026")
    assert "90,00" in shown
    assert "ch-sparkline" in shown
    assert "makin tinggi makin baik" in shown


def test_an_item_without_target_in_the_month_says_so(march: March, budi: Client) -> None:
    march.due()
    item = march.inspections.plan_items.get()
    item.targets[2] = None
    item.save()
    assert "SKP Anda tidak mengukur indikator ini pada Maret 2026." in page(budi, address(march))


def test_whoever_is_excluded_reads_why(march: March, budi: Client) -> None:
    Exclusion.objects.create(
        employee=march.cast.budi,
        kind=Exclusion.Kind.LEAVE,
        first_day=datetime.date(2026, 3, 1),
        reason="cuti besar",
        decided_by=march.cast.region_admin,
        decided_by_name="Admin daerah",
    )
    assert "Anda dikecualikan pada bulan ini: Cuti besar, sejak 1 Maret 2026." in page(budi, LIST)


def test_a_declared_month_is_shown_with_its_reason_and_not_written(march: March, budi: Client) -> None:
    an_actual(march.cast.budi, march.inspections, MARCH, None)
    assert "tidak berlaku" in page(budi, LIST)
    shown = page(budi, address(march))
    assert "Pejabat penilai menyatakan bulan ini tidak berlaku: pegawai cuti" in shown
    assert "data-report" not in shown
    assert budi.post(address(march), form_of(march)).status_code == 409


@pytest.mark.parametrize("path", [LIST, "form", "hitung/?nilai=16", "year"])
def test_more_items_and_months_cost_no_more_statements(march: March, budi: Client, path: str) -> None:
    asked = {"form": address(march), "year": f"/realisasi/indikator/{march.inspections.pk}/?tahun=2026"}
    where = asked.get(path, path if path == LIST else address(march, path))
    march.give("14")
    few = statements(budi, where)
    plan = march.inspections.plan_items.get().plan
    for number in range(12):
        other = an_indicator(march.cast.dinas, f"X-{number}")
        PlanItem.objects.create(plan=plan, indicator=other, kind=ItemKind.ADDITIONAL, targets=[None] * 12)
        an_actual(march.cast.budi, other, MARCH, "3")
    for month in ("2026-01", "2026-02"):
        an_actual(march.cast.budi, march.inspections, month, "18")
    assert statements(budi, where) == few


def statements(client: Client, where: str) -> int:
    """What a page costs."""
    with CaptureQueriesContext(connection) as captured:
        page(client, where)
    return len(captured)


@pytest.mark.parametrize("tail", ["", "hitung/"])
def test_whose_plan_does_not_measure_it_is_refused(march: March, tail: str) -> None:
    assert visitor(march.cast.citra).get(address(march, tail)).status_code == 403
    assert visitor(march.cast.region_admin).get(address(march, tail)).status_code == 403


def test_a_longer_period_has_no_form(march: March, budi: Client) -> None:
    assert budi.get(address(march, code="2026-Q1")).status_code == 404


def test_another_region_learns_nothing(bandung: Cast, march: March) -> None:
    assert outside_any_scope(visitor(bandung.budi), address(march)).status_code == 404


def test_the_outbox_is_there_for_people_of_a_region(march: March, budi: Client) -> None:
    assert "Semua isian sudah terkirim." in page(budi, "/kotak-keluar/")
    assert "Buang isian dan keluar" in page(budi, "/kotak-keluar/?keluar=1")
    assert Client().get("/kotak-keluar/").status_code == 302


@pytest.mark.parametrize("path", ["/realisasi/", LIST, "/kotak-keluar/"])
def test_these_pages_are_only_read(budi: Client, path: str) -> None:
    assert budi.post(path).status_code == 405


def test_a_file_of_the_library_is_used_again(march: March, budi: Client) -> None:
    upload = SimpleUploadedFile("pasar.jpg", a_photo(width=640, height=480), "image/jpeg")
    shown = budi.post(address(march), form_of(march, berkas=upload), follow=True).content.decode()
    assert "buktinya belum" not in shown
    (key,) = march.item().evidence
    waiting = f"/realisasi/{MARCH}/{march.waiting.pk}/"
    assert str(key) in page(budi, waiting)
    budi.post(waiting, {"versi": "belum", "nilai": "14", "bukti": [str(key)]})
    assert ActualEvidence.objects.filter(evidence__key=key).count() == 2
