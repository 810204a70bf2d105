"""Verifikasi realisasi: the list, one claim with its evidence, the bulk page, the declaration."""

import re
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from agencies.models import Delegation
from appraisal.models import Actual, ActualState, Verification
from appraisal.services.periods.lock_period import lock_period
from tests.appraisal.evidence import files
from tests.appraisal.evidence.library import supported
from tests.appraisal.factories import a_period
from tests.appraisal.month import Month
from tests.appraisal.verification.claims import FEBRUARY, a_claim, citra_too, state, version
from tests.cast import Cast
from tests.visitors import outside_any_scope, page, visitor

LIST = "/verifikasi/"
BULK = "/verifikasi/terima/"


def of(actual: Actual) -> str:
    return f"{LIST}{actual.pk}/"


def declaration(month: Month, code: str = FEBRUARY) -> str:
    return f"{LIST}tidak-berlaku/{code}/{month.plan.pk}/{month.visits.pk}/"


def decided(client: Client, actual: Actual, decision: str, **fields: Any) -> Any:
    """The answer to a decision on an actual as it is now."""
    sent = {"keputusan": decision, "versi": version(actual), "terlihat": "95", **fields}
    return client.post(of(actual), sent)


def test_an_empty_list_says_that_nothing_is_to_be_done(month: Month) -> None:
    assert "Semua realisasi sudah diverifikasi." in page(visitor(month.cast.sari), LIST)


def test_the_list_shows_what_waits_by_month_and_person(month: Month) -> None:
    supported(a_claim(month.budi, month.patients, note="Termasuk posyandu"))
    a_claim(month.budi, month.visits, "950")
    text = page(visitor(month.cast.sari), LIST)
    for said in ("Februari 2026", "Budi Santoso", "Jumlah pasien terlayani", "Catatan: Termasuk posyandu"):
        assert said in text
    assert "Tanpa bukti" in text
    assert "Realisasi 4.750% dari target. Periksa satuannya." in text


@pytest.mark.parametrize(("person", "status"), [("citra", 403), ("region_admin", 403), ("ratna", 200), ("sari", 200)])
def test_the_list_is_for_raters(month: Month, person: str, status: int) -> None:
    assert visitor(getattr(month.cast, person)).get(LIST).status_code == status
    assert Client().get(LIST).status_code == 302


def test_a_month_is_chosen(month: Month) -> None:
    a_claim(month.budi, month.patients)
    a_claim(month.budi, month.visits, month="2026-03")
    text = page(visitor(month.cast.sari), f"{LIST}?periode=2026-03")
    assert "Kunjungan rumah" in text
    assert "Jumlah pasien terlayani" not in text


def test_one_claim_stands_beside_its_evidence(month: Month) -> None:
    actual = a_claim(month.budi, month.patients)
    pdf = supported(actual, files.a_pdf())
    answer: Any = visitor(month.cast.sari).get(of(actual))
    text = answer.content.decode()
    assert f'data-pdf="/bukti/{pdf.key}/berkas"' in text
    assert "frame-src 'self'" in answer["Content-Security-Policy"]
    assert "Terima realisasi" in text


def test_accepting_leads_to_the_next_one_that_waits(month: Month) -> None:
    first, second = a_claim(month.budi, month.patients), a_claim(month.budi, month.visits)
    client = visitor(month.cast.sari)
    assert decided(client, first, "terima")["Location"] == of(second)
    assert decided(client, second, "terima")["Location"] == LIST
    assert state(first)[0] == state(second)[0] == ActualState.VERIFIED


def test_a_decision_from_the_list_leads_back_to_it(month: Month) -> None:
    first = a_claim(month.budi, month.patients)
    a_claim(month.budi, month.visits)
    assert decided(visitor(month.cast.sari), first, "terima", lanjut="daftar")["Location"] == LIST


def test_a_row_is_decided_in_its_place(month: Month) -> None:
    actual = a_claim(month.budi, month.patients)
    client: Any = visitor(month.cast.sari)
    sent = {"keputusan": "terima", "versi": version(actual)}
    answer = client.post(of(actual), sent, headers={"HX-Request": "true"})
    text = answer.content.decode()
    assert (answer.status_code, "Diterima Sari Wulandari" in text, "Tarik keputusan" in text) == (200, True, True)
    assert "<html" not in text


def test_reasons_are_ticked_and_written(month: Month) -> None:
    actual = a_claim(month.budi, month.patients)
    decided(visitor(month.cast.sari), actual, "kembalikan", alasan=["tanpa-bukti"], catatan="Unggah daftar hadir.")
    assert Verification.objects.get().reason == "Bukti dukung belum ada. Unggah daftar hadir."


def test_returning_without_a_reason_is_refused_beside_the_field(month: Month) -> None:
    actual = a_claim(month.budi, month.patients)
    answer = decided(visitor(month.cast.sari), actual, "kembalikan")
    assert answer.status_code == 422
    assert "Pilih atau tulis alasannya" in answer.content.decode()
    assert state(actual)[0] == ActualState.REPORTED


@pytest.mark.parametrize("decision", ["terima", "kembalikan"])
def test_what_changed_meanwhile_is_shown_with_both_values(month: Month, decision: str) -> None:
    actual = a_claim(month.budi, month.patients)
    seen = version(actual)
    Actual.objects.filter(pk=actual.pk).update(value=97, updated_at=timezone.now())
    client = visitor(month.cast.sari)
    answer = decided(client, actual, decision, versi=seen, alasan=["satuan"], catatan="Tetap di sini")
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "Anda melihat 95; sekarang tersimpan 97." in text
    assert state(actual)[0] == ActualState.REPORTED
    assert ("Tetap di sini" in text) == (decision == "kembalikan")


def test_a_decision_is_taken_back(month: Month) -> None:
    actual = a_claim(month.budi, month.patients)
    client = visitor(month.cast.sari)
    decided(client, actual, "terima")
    assert "Tarik keputusan" in page(client, of(actual))
    assert "Jumlah pasien terlayani" in page(client, f"{LIST}?lihat=diterima")
    answer: Any = client.post(f"{of(actual)}tarik/", {"versi": version(actual)})
    assert (answer.status_code, state(actual)[0]) == (302, ActualState.REPORTED)


def test_nobody_else_decides_and_who_follows_reads(month: Month) -> None:
    actual = a_claim(month.budi, month.patients)
    for person, reads in (("ratna", 200), ("auditor", 200), ("agency_admin", 200), ("citra", 403), ("budi", 403)):
        client = visitor(getattr(month.cast, person))
        assert client.get(of(actual)).status_code == reads, person
        assert decided(client, actual, "terima").status_code == 403, person
        assert client.post(f"{of(actual)}tarik/", {"versi": version(actual)}).status_code == 403, person
        assert client.get(declaration(month)).status_code == 403, person


def test_who_only_reads_sees_no_hints_on_others(month: Month) -> None:
    actual = a_claim(month.budi, month.patients)
    for one in (actual, a_claim(month.cast.citra, month.patients, month="2026-03")):
        supported(one)
    assert "juga dipakai Citra Lestari" in page(visitor(month.cast.sari), of(actual))
    assert "juga dipakai Citra Lestari" not in page(visitor(month.cast.agency_admin), of(actual))


def test_a_delegate_is_told_in_whose_name(month: Month) -> None:
    cast, today = month.cast, timezone.localdate()
    Delegation.objects.create(
        rater=cast.sari,
        delegate=cast.dewi,
        kind="plt",
        first_day=today,
        last_day=today,
        reason="Cuti",
        decided_by=cast.sari.user,
    )
    actual = a_claim(month.budi, month.patients)
    assert "Atas nama Sari Wulandari" in page(visitor(cast.dewi), of(actual))
    assert "Atas nama Sari Wulandari" in page(visitor(cast.dewi), LIST)


def test_a_locked_month_is_text_and_a_sentence(month: Month) -> None:
    actual = a_claim(month.budi, month.patients)
    lock_period(period=a_period(FEBRUARY))
    client = visitor(month.cast.sari)
    text = page(client, of(actual))
    assert "Februari 2026 dikunci" in text
    assert "Terima realisasi" not in text
    assert decided(client, actual, "terima").status_code == 409


def test_the_bulk_page_shows_exactly_what_it_accepts(month: Month) -> None:
    citra_too(month)
    plain = a_claim(month.budi, month.patients)
    supported(plain)
    a_claim(month.cast.citra, month.patients, note="Lihat catatan")
    client = visitor(month.cast.sari)
    assert "Terima semua yang tanpa catatan (1)" in page(client, LIST)
    text = page(client, BULK)
    shown = re.findall(r'name="realisasi" value="([^"]+)"', text)
    assert shown == [f"{plain.pk}|{version(plain)}"]
    assert "1 realisasi lain perlu dilihat satu per satu" in text
    client.post(BULK, {"realisasi": shown})
    assert state(plain)[0] == ActualState.VERIFIED


def test_what_changed_after_the_bulk_page_is_named(month: Month) -> None:
    actual = a_claim(month.budi, month.patients)
    shown = f"{actual.pk}|{version(actual)}"
    Actual.objects.filter(pk=actual.pk).update(value=97, updated_at=timezone.now())
    client: Any = visitor(month.cast.sari)
    text = client.post(BULK, {"realisasi": [shown]}, follow=True).content.decode()
    assert "Belum diterima: Budi Santoso, Jumlah pasien terlayani (diubah setelah daftar ini dibuka)." in text


@pytest.mark.parametrize("sent", [[], ["x|y"], ["9" * 30], ["|"], ["999999999|x"]])
def test_odd_choices_accept_nothing(month: Month, sent: list[str]) -> None:
    assert visitor(month.cast.sari).post(BULK, {"realisasi": sent}).status_code == 302
    assert not Verification.objects.exists()


def test_a_month_is_declared_with_a_reason(month: Month) -> None:
    client: Any = visitor(month.cast.sari)
    assert "Nyatakan Februari 2026 tidak berlaku" in page(client, declaration(month))
    assert client.post(declaration(month), {"versi": "", "alasan": " "}).status_code == 422
    answer = client.post(declaration(month), {"versi": "", "alasan": "Cuti melahirkan."})
    assert "Cuti melahirkan." in page(client, answer["Location"])
    assert client.post(declaration(month), {"versi": "", "alasan": "Cuti."}).status_code == 409


@pytest.mark.parametrize("code", ["2026-Q1", "2026", "2024-01"])
def test_only_a_month_of_the_plan_is_declared(month: Month, code: str) -> None:
    assert visitor(month.cast.sari).get(declaration(month, code)).status_code == 404


def test_a_locked_month_is_not_declared(month: Month) -> None:
    lock_period(period=a_period(FEBRUARY))
    client: Any = visitor(month.cast.sari)
    assert "Februari 2026 dikunci" in page(client, declaration(month))
    assert client.post(declaration(month), {"versi": "", "alasan": "Cuti."}).status_code == 409


def test_another_region_knows_nothing_of_it(bandung: Cast, month: Month) -> None:
    actual = a_claim(month.budi, month.patients)
    assert outside_any_scope(visitor(bandung.region_admin), of(actual)).status_code == 404


def test_long_lists_come_in_pages(month: Month, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("appraisal.views.verifications.CLAIMS_A_PAGE", 1)
    a_claim(month.budi, month.patients)
    a_claim(month.budi, month.visits)
    assert "Halaman 1 dari 2" in page(visitor(month.cast.sari), LIST)


def test_nothing_else_is_asked_of_these_pages(month: Month) -> None:
    actual = a_claim(month.budi, month.patients)
    client = visitor(month.cast.sari)
    assert client.post(LIST).status_code == 405
    assert client.get(f"{of(actual)}tarik/").status_code == 405
    assert client.put(of(actual)).status_code == 405
