"""Comments on an indicator: who reads, who writes, what is refused."""

import datetime

import pytest
from django.test import Client

from agencies.models import AuditEvent
from indicators.models import Contribution, ContributionKind, Indicator
from tests.cast import Cast
from tests.indicators.participation.talk import a_comment
from tests.visitors import outside_any_scope, page, visitor

COMMENT = {"kind": "comment", "text": "Satuannya kurang jelas."}
CHANGE = {"kind": "change", "change": "Target menjadi 90.", "text": "Kapasitas loket 90 orang."}


def address(indicator: Indicator) -> str:
    """Where comments are sent to."""
    return f"/indikator/{indicator.pk}/masukan/"


def test_strangers_are_sent_to_the_door(kupang: Cast, patients: Indicator) -> None:
    assert Client().post(address(patients), COMMENT)["Location"].startswith("/masuk/")


def test_it_is_sent_not_read(kupang: Cast, patients: Indicator) -> None:
    assert visitor(kupang.budi).get(address(patients)).status_code == 405


def test_another_region_does_not_know_the_indicator(bandung: Cast, kupang: Cast, patients: Indicator) -> None:
    assert outside_any_scope(visitor(bandung.region_admin), f"/indikator/{patients.pk}/").status_code == 404


def test_who_is_measured_belongs_to_the_unit_or_administers_it_may_write(
    kupang: Cast, patients: Indicator, visits: Indicator
) -> None:
    def may(indicator: Indicator, who: str) -> bool:
        answer = visitor(getattr(kupang, who)).post(address(indicator), COMMENT)
        return answer.status_code == 302

    people = ("ratna", "citra", "budi", "dewi", "agency_admin", "region_admin", "regional_head", "auditor")
    assert [who for who in people if may(patients, who)] == [*people[:6]]
    assert [who for who in people if may(visits, who)] == ["ratna", "citra", "budi", "agency_admin", "region_admin"]


def test_who_may_not_write_is_told_and_can_read(kupang: Cast, visits: Indicator) -> None:
    a_comment(visits, kupang.citra)
    client = visitor(kupang.dewi)
    assert "Anda dapat membaca pembahasannya" in client.post(address(visits), COMMENT).content.decode()
    text = page(client, f"/indikator/{visits.pk}/")
    assert "Satuannya kurang jelas." in text
    assert "Kirim masukan" not in text


def test_a_comment_stands_on_the_page_with_its_author(kupang: Cast, patients: Indicator) -> None:
    client = visitor(kupang.budi)
    text = client.post(address(patients), COMMENT, follow=True).content.decode()
    assert "Masukan terkirim. Admin Dinas Kesehatan menjawabnya." in text
    assert "Budi Santoso (Anda)" in text
    assert "Menunggu jawaban" in text


def test_a_proposal_keeps_what_should_change_and_why(kupang: Cast, patients: Indicator) -> None:
    visitor(kupang.budi).post(address(patients), CHANGE)
    made = Contribution.objects.get()
    assert (made.kind, made.proposed, made.text) == (
        ContributionKind.CHANGE,
        {"change": "Target menjadi 90."},
        "Kapasitas loket 90 orang.",
    )
    event = AuditEvent.objects.get(action=AuditEvent.Action.CONTRIBUTION_MADE)
    assert (event.subject, event.details["kode_opd"]) == ("indikator 1.02/DK-01", "1.02")


def test_a_comment_drops_what_was_typed_for_a_change(kupang: Cast, patients: Indicator) -> None:
    visitor(kupang.budi).post(address(patients), {**CHANGE, "kind": "comment"})
    assert Contribution.objects.get().proposed == {}


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"kind": "comment", "text": "  "}, "Tulis isi komentar atau alasan usulan Anda."),
        ({"kind": "change", "text": "Sebab."}, "Tulis apa yang diusulkan berubah"),
        ({"kind": "comment", "text": "a" * 2001}, "Tulisan 2001 karakter. Ringkas menjadi paling banyak 2000."),
        ({"kind": "new_indicator", "text": "Sebab."}, "Pilih komentar atau usulan perubahan."),
    ],
)
def test_refused_input_comes_back_as_typed(kupang: Cast, patients: Indicator, typed: dict[str, str], told: str) -> None:
    answer = visitor(kupang.budi).post(address(patients), typed)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert told in text
    assert typed["text"].strip() in text
    assert not Contribution.objects.exists()


def test_a_retired_indicator_takes_no_more(kupang: Cast, patients: Indicator) -> None:
    patients.retired_from = datetime.date(2026, 1, 1)
    patients.save(update_fields=["retired_from"])
    answer = visitor(kupang.budi).post(address(patients), COMMENT)
    assert answer.status_code == 422
    assert "sudah berhenti dipakai" in answer.content.decode()


def test_what_is_typed_is_shown_as_text(kupang: Cast, patients: Indicator) -> None:
    a_comment(patients, kupang.citra, "<b>tebal</b>")
    assert "&lt;b&gt;tebal&lt;/b&gt;" in page(visitor(kupang.budi), f"/indikator/{patients.pk}/")


def test_a_long_thread_shows_the_newest_and_leads_to_all(kupang: Cast, patients: Indicator) -> None:
    for number in range(22):
        a_comment(patients, kupang.citra, f"Masukan ke-{number}.")
    client = visitor(kupang.budi)
    assert "Masukan ke-0." not in (newest := page(client, f"/indikator/{patients.pk}/"))
    assert "Lihat semua 22 masukan" in newest
    assert "Masukan ke-0." in page(client, f"/indikator/{patients.pk}/?semua")
