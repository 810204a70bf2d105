"""The library, a file, its bytes: what they show, to whom, and what they refuse."""

import datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from agencies.models import PlacementKind
from appraisal.models import ActualState, Evidence
from appraisal.services.evidence.remove_evidence import remove_evidence
from tests.appraisal.evidence import files
from tests.appraisal.evidence.library import a_file, actor, supported
from tests.appraisal.factories import an_actual
from tests.appraisal.month import Month
from tests.cast import Cast
from tests.factories import a_placement
from tests.visitors import outside_any_scope, page, visitor

LIBRARY = "/bukti/"


def brought(client: Client, upload: SimpleUploadedFile, **fields: str) -> HttpResponse:
    answer: Any = client.post(LIBRARY, {"file": upload, **fields})
    return answer  # type: ignore[no-any-return]


def bytes_of(evidence: Evidence) -> str:
    return reverse("evidence-file", args=[evidence.key])


def test_an_empty_library_says_what_fills_it(kupang: Cast) -> None:
    assert "Belum ada bukti dukung." in page(visitor(kupang.budi), LIBRARY)


def test_a_photo_is_added_without_script(kupang: Cast) -> None:
    client = visitor(kupang.budi)
    answer = brought(client, files.an_upload(files.a_photo()), note="Posyandu Melati")
    assert answer.status_code == 302
    text = page(client, LIBRARY)
    assert "foto.jpg" in text
    assert "Posyandu Melati" in text
    assert "Belum dipakai" in text


def test_the_library_says_where_a_file_is_used(month: Month) -> None:
    supported(month.budi.actuals.get(indicator=month.visits))
    assert "Kunjungan rumah, Januari 2026" in page(visitor(month.budi), LIBRARY)


def test_a_returned_figure_shows_its_reason(month: Month) -> None:
    returned = an_actual(month.budi, month.visits, "2026-02", "4", ActualState.RETURNED)
    returned.verifications.create(outcome="returned", reason="Bukti buram.", decided_by=month.cast.sari.user)
    supported(returned)
    text = page(visitor(month.budi), f"{LIBRARY}?lihat=dikembalikan")
    assert "Alasan: Bukti buram." in text


@pytest.mark.parametrize(("which", "found"), [("belum", 1), ("dipakai", 1), ("dikembalikan", 0), ("", 2), ("x", 2)])
def test_the_library_is_filtered(month: Month, which: str, found: int) -> None:
    supported(month.budi.actuals.get(indicator=month.visits))
    a_file(month.budi, files.a_photo(shade=3), "lain.jpg")
    assert page(visitor(month.budi), f"{LIBRARY}?lihat={which}").count('class="evidence-row"') == found


def test_the_library_is_searched(kupang: Cast) -> None:
    a_file(kupang.budi, name="rapat.jpg")
    assert "rapat.jpg" in page(visitor(kupang.budi), f"{LIBRARY}?cari=RAPAT")
    assert "Tidak ada berkas yang cocok" in page(visitor(kupang.budi), f"{LIBRARY}?cari=Wiby")


@pytest.mark.parametrize(
    ("content", "status", "said"),
    [
        (files.a_zip(), 422, "bukan JPEG, PNG, WebP, atau PDF"),
        (files.a_photo()[:3000], 422, "rusak atau terpotong"),
        (files.a_pixel_bomb(), 422, "megapiksel"),
        (files.a_pdf(script="app.alert(1)"), 422, "skrip"),
        (b"", 422, "kosong"),
        (b"%PDF-1.7\n" + b"0" * (5 * 1024 * 1024), 413, "Batasnya 5 MB"),
    ],
)
def test_a_hostile_file_is_refused_in_a_sentence(kupang: Cast, content: bytes, status: int, said: str) -> None:
    answer = brought(visitor(kupang.budi), files.an_upload(content, "../../foto.jpg"), note="Tetap di sini")
    text = answer.content.decode()
    assert answer.status_code == status
    assert said in text
    assert "Tetap di sini" in text
    assert not Evidence.objects.exists()


def test_fifty_megabytes_are_refused_before_they_are_read(kupang: Cast) -> None:
    answer = brought(visitor(kupang.budi), files.an_upload(b"0" * 50_000_000))
    assert answer.status_code == 413
    assert "Batasnya 5 MB" in answer.content.decode()


def test_the_outbox_gets_the_sentence_alone(kupang: Cast) -> None:
    client: Any = visitor(kupang.budi)
    body = {"file": files.an_upload(b"0" * 6_000_000)}
    answer = client.post(LIBRARY, body, headers={"X-Requested-With": "kotak-keluar"})
    assert answer.status_code == 413
    assert "Batasnya 5 MB" in answer.json()["sentence"]


def test_a_form_without_its_token_is_refused(kupang: Cast) -> None:
    client = Client(enforce_csrf_checks=True)
    assert kupang.budi.user is not None
    client.force_login(kupang.budi.user)
    assert brought(client, files.an_upload(files.a_photo())).status_code == 403


@pytest.mark.parametrize(
    "person", ["budi", "sari", "ratna", "agency_admin", "region_admin", "auditor", "regional_head"]
)
def test_a_file_is_for_its_owner_and_who_follows_the_work(month: Month, person: str) -> None:
    evidence = supported(month.budi.actuals.get(indicator=month.visits))
    client = visitor(getattr(month.cast, person))
    assert client.get(bytes_of(evidence)).status_code == 200
    assert evidence.name in page(client, reverse("evidence", args=[evidence.key]))


@pytest.mark.parametrize("person", ["citra", "dewi"])
def test_colleagues_and_other_units_may_not_open_it(month: Month, person: str) -> None:
    evidence = a_file(month.budi)
    for name in ("evidence", "evidence-file"):
        assert visitor(getattr(month.cast, person)).get(reverse(name, args=[evidence.key])).status_code == 403


def test_a_supervisor_of_long_ago_may_not_open_what_came_later(kupang: Cast) -> None:
    kind, days = PlacementKind.ACTING, (datetime.date(2025, 1, 1), datetime.date(2025, 6, 30))
    a_placement(kupang.budi, kupang.kecamatan, kupang.dewi, kind=kind, first_day=days[0], last_day=days[1])
    assert visitor(kupang.dewi).get(bytes_of(a_file(kupang.budi))).status_code == 403


def test_who_led_the_rater_long_ago_may_not_open_what_came_later(kupang: Cast) -> None:
    kind, days = PlacementKind.ACTING, (datetime.date(2025, 1, 1), datetime.date(2025, 6, 30))
    a_placement(kupang.sari, kupang.kecamatan, kupang.dewi, kind=kind, first_day=days[0], last_day=days[1])
    assert visitor(kupang.dewi).get(bytes_of(a_file(kupang.budi))).status_code == 403


def test_another_region_knows_no_such_file(bandung: Cast, month: Month) -> None:
    evidence = a_file(month.budi)
    assert outside_any_scope(visitor(bandung.region_admin), bytes_of(evidence)).status_code == 404


def test_who_is_signed_out_signs_in_first(kupang: Cast) -> None:
    assert Client().get(bytes_of(a_file(kupang.budi))).status_code == 302


def test_the_bytes_are_what_they_are_and_nothing_else(kupang: Cast) -> None:
    evidence = a_file(kupang.budi, files.a_photo(kind="PNG"), 'laporan "é".html')
    answer: Any = visitor(kupang.budi).get(bytes_of(evidence))
    assert answer["Content-Type"] == "image/webp"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert "sandbox" in answer["Content-Security-Policy"]
    assert "no-store" in answer["Cache-Control"]
    assert answer["X-Frame-Options"] == "SAMEORIGIN"
    assert answer["Content-Disposition"] == "inline; filename*=utf-8''laporan%20%22%C3%A9%22.html.webp"


def test_a_pdf_is_shown_or_downloaded(kupang: Cast) -> None:
    evidence = a_file(kupang.budi, files.a_pdf(), "surat.pdf")
    answer: Any = visitor(kupang.budi).get(f"{bytes_of(evidence)}?unduh")
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == 'attachment; filename="surat.pdf"'
    assert answer.content.startswith(b"%PDF-")


def test_the_head_of_a_file_has_no_body(kupang: Cast) -> None:
    answer: Any = visitor(kupang.budi).head(bytes_of(a_file(kupang.budi)))
    assert (answer.status_code, answer.content) == (200, b"")


def test_a_removed_file_leaves_the_library_and_stays_where_it_is_used(month: Month) -> None:
    evidence = supported(month.budi.actuals.get(indicator=month.visits))
    client = visitor(month.budi)
    assert client.post(reverse("remove-evidence", args=[evidence.key])).status_code == 302
    assert "Belum ada bukti dukung." in page(client, LIBRARY)
    assert "sudah dikeluarkan" in page(client, reverse("evidence", args=[evidence.key]))
    assert visitor(month.cast.sari).get(bytes_of(evidence)).status_code == 200


def test_only_the_owner_removes_a_file(kupang: Cast) -> None:
    evidence = a_file(kupang.budi)
    for person in (kupang.sari, kupang.region_admin):
        assert visitor(person).post(reverse("remove-evidence", args=[evidence.key])).status_code == 403


def test_removing_twice_changes_nothing(kupang: Cast) -> None:
    evidence = a_file(kupang.budi)
    for _time in range(2):
        remove_evidence(evidence=evidence, actor=actor(kupang.budi))
    evidence.refresh_from_db()
    assert evidence.removed_at is not None


def test_who_is_no_employee_has_no_library(kupang: Cast) -> None:
    assert visitor(kupang.region_admin).get(LIBRARY).status_code == 403


def test_nothing_else_is_asked_of_these_pages(kupang: Cast) -> None:
    client, key = visitor(kupang.budi), a_file(kupang.budi).key
    assert client.put(LIBRARY).status_code == 405
    assert client.post(reverse("evidence", args=[key])).status_code == 405
    assert client.get(reverse("remove-evidence", args=[key])).status_code == 405
