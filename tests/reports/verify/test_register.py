"""The register: who finds what, what it says of a document, and how one is taken back."""

import logging
from contextvars import Context

import pytest
from django.urls import reverse

from agencies.models import AuditEvent
from appraisal.models import Actual, Evaluation
from reports.files import kept_document
from reports.models import Document, DocumentKind
from reports.services.compose.evaluations import FOR_THE_PEOPLE
from tests.appraisal.month import Month
from tests.cast import Cast, cast_of_bandung
from tests.reports.verify.issued import A_FILE, a_document, a_scorecard, revoked
from tests.visitors import outside_any_scope, page, visitor


@pytest.fixture
def card(month: Month) -> Document:
    """Budi's January, issued."""
    month.evaluate()
    return a_scorecard(month.evaluation())


@pytest.fixture
def recap(kupang: Cast) -> Document:
    """What speaks for the dinas."""
    return a_document(DocumentKind.AGENCY_SUMMARY, agency=kupang.dinas)


@pytest.fixture
def summary(kupang: Cast) -> Document:
    """What speaks for the region."""
    return a_document(DocumentKind.REGION_SUMMARY)


@pytest.mark.parametrize(
    ("who", "kinds"),
    [
        ("region_admin", {"KN", "RP", "RD"}),
        ("auditor", {"KN", "RP", "RD"}),
        ("regional_head", {"KN", "RP", "RD"}),
        ("agency_admin", {"KN", "RP"}),
        ("ratna", {"KN", "RP"}),
        ("sari", {"KN"}),
    ],
)
@pytest.mark.usefixtures("card", "recap", "summary")
def test_everybody_finds_what_they_may_read(month: Month, who: str, kinds: set[str]) -> None:
    text = page(visitor(getattr(month.cast, who)), "/dokumen/")
    assert {kind for kind in ("KN", "RP", "RD") if f"{kind}-2026-" in text} == kinds


def test_who_only_is_appraised_is_told_whom_the_list_is_for(card: Document, month: Month) -> None:
    response = visitor(month.cast.citra).get("/dokumen/")
    assert response.status_code == 403
    assert "Daftar dokumen untuk admin" in response.content.decode()


@pytest.mark.parametrize(
    ("who", "status"),
    [("budi", 200), ("sari", 200), ("ratna", 200), ("auditor", 200), ("citra", 403), ("dewi", 403)],
)
@pytest.mark.parametrize("name", ["document", "document-file"])
def test_a_document_is_for_those_who_may_read_what_it_is_about(
    card: Document, month: Month, who: str, status: int, name: str
) -> None:
    assert visitor(getattr(month.cast, who)).get(reverse(name, args=[card.pk])).status_code == status


def test_another_region_does_not_learn_that_it_exists(card: Document) -> None:
    admin = Context().run(cast_of_bandung).region_admin
    assert outside_any_scope(visitor(admin), f"/dokumen/{card.pk}/").status_code == 404


def test_a_reserved_number_is_no_document(kupang: Cast) -> None:
    reserved = a_document(made_at=None)
    client = visitor(kupang.region_admin)
    assert reserved.number not in page(client, "/dokumen/")
    assert client.get(f"/dokumen/{reserved.pk}/").status_code == 404


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("jenis=scorecard", {"KN"}),
        ("periode=2026-01", {"KN", "RP"}),
        ("opd=1.02.01", {"KN"}),
        ("opd=1.02", {"KN", "RP"}),
        ("keadaan=berlaku", {"KN", "RP"}),
        ("keadaan=dibatalkan", set()),
        ("nomor=kn-2026", {"KN"}),
    ],
)
def test_the_list_is_narrowed(card: Document, recap: Document, kupang: Cast, asked: str, found: set[str]) -> None:
    text = page(visitor(kupang.region_admin), f"/dokumen/?{asked}")
    assert {kind for kind in ("KN", "RP") if f"{kind}-2026-0" in text} == found


def test_a_whole_number_finds_exactly_its_versions(card: Document, recap: Document, kupang: Cast) -> None:
    a_document(former=card)
    assert "2 dokumen" in page(visitor(kupang.region_admin), f"/dokumen/?nomor={card.number.lower()}")


@pytest.mark.parametrize("asked", ["jenis=x", "periode=1999-01", "opd=0", "keadaan=x", "nomor=" + "9" * 41])
def test_what_does_not_exist_is_said(kupang: Cast, asked: str) -> None:
    assert visitor(kupang.region_admin).get(f"/dokumen/?{asked}").status_code == 422


def test_a_revised_evaluation_is_found_as_superseded(card: Document, month: Month) -> None:
    Actual.objects.filter(indicator=month.visits).update(value=20)
    month.evaluate()
    client = visitor(month.cast.region_admin)
    assert card.number in page(client, "/dokumen/?keadaan=digantikan")
    assert card.number not in page(client, "/dokumen/?keadaan=berlaku")


def test_the_page_tells_every_fact_and_version(card: Document, kupang: Cast) -> None:
    newer = a_document(former=card, employee=kupang.budi, agency=kupang.puskesmas)
    text = page(visitor(kupang.region_admin), f"/dokumen/{card.pk}/")
    for fact in ("Budi Santoso", "Puskesmas Oesapa", card.file_hash, card.fingerprint, f"/v/{card.token}/", "Versi 2"):
        assert fact in text, fact
    assert "digantikan oleh versi 2" in text
    assert f"/dokumen/{newer.pk}/" in text


def test_the_file_comes_as_it_was_issued(card: Document, kupang: Cast) -> None:
    response = visitor(kupang.auditor).get(f"/dokumen/{card.pk}/berkas")
    assert response.content == A_FILE
    assert response["Content-Type"] == "application/pdf"
    assert "no-store" in response["Cache-Control"]


def test_an_altered_file_is_refused_and_logged(card: Document, kupang: Cast, caplog: pytest.LogCaptureFixture) -> None:
    kept_document(kupang.region.pk, card.kind, card.token).write_bytes(A_FILE.upper())
    with caplog.at_level(logging.ERROR, logger="timbang.reports"):
        response = visitor(kupang.auditor).get(f"/dokumen/{card.pk}/berkas")
    assert response.status_code == 409
    assert "Berkas ini berubah sejak diterbitkan" in response.content.decode()
    assert f"{card.number} version 1" in caplog.text


def test_what_stands_behind_an_unsigned_file_is_not_handed_out(card: Document, kupang: Cast) -> None:
    kept_document(kupang.region.pk, card.kind, card.token).write_bytes(A_FILE + b" and a signature that failed")
    assert visitor(kupang.auditor).get(f"/dokumen/{card.pk}/berkas").content == A_FILE


def test_a_file_that_is_gone_is_said(card: Document, kupang: Cast) -> None:
    kept_document(kupang.region.pk, card.kind, card.token).unlink()
    assert "tidak disimpan lagi" in page(visitor(kupang.auditor), f"/dokumen/{card.pk}/")
    assert visitor(kupang.auditor).get(f"/dokumen/{card.pk}/berkas").status_code == 409


@pytest.mark.parametrize(("who", "status"), [("budi", 200), ("sari", 200), ("region_admin", 403), ("auditor", 403)])
def test_a_sheet_with_feedback_is_for_those_alone_who_read_feedback(month: Month, who: str, status: int) -> None:
    month.evaluate()
    sheet = _with_feedback(month.evaluation())
    client = visitor(getattr(month.cast, who))
    assert client.get(f"/dokumen/{sheet.pk}/berkas").status_code == status
    assert ("Unduh PDF" in page(client, f"/dokumen/{sheet.pk}/")) is (status == 200)


def _with_feedback(evaluation: Evaluation) -> Document:
    return a_document(
        DocumentKind.EVALUATION_FORM,
        employee=evaluation.employee,
        agency=evaluation.agency,
        plan_id=evaluation.plan_id,
        revision=evaluation.revision,
        part=FOR_THE_PEOPLE,
    )


def test_the_region_admin_takes_one_back(card: Document, kupang: Cast) -> None:
    client = visitor(kupang.region_admin)
    assert "tidak dapat ditarik kembali" in page(client, f"/dokumen/{card.pk}/batalkan/")
    response = client.post(f"/dokumen/{card.pk}/batalkan/", {"reason": "Salah orang."}, follow=True)
    assert "Dibatalkan oleh uji-region-admin" in response.content.decode()
    assert client.get(f"/dokumen/{card.pk}/berkas").status_code == 409
    event = AuditEvent.objects.get(action=AuditEvent.Action.DOCUMENT_REVOKED)
    assert (event.reason, event.details["number"]) == ("Salah orang.", card.number)


def test_nothing_is_taken_back_without_a_reason(card: Document, kupang: Cast) -> None:
    response = visitor(kupang.region_admin).post(f"/dokumen/{card.pk}/batalkan/", {"reason": " "})
    assert response.status_code == 422
    card.refresh_from_db()
    assert card.revoked_at is None


def test_it_is_taken_back_once(card: Document, kupang: Cast) -> None:
    response = visitor(kupang.region_admin).post(f"/dokumen/{revoked(card).pk}/batalkan/", {"reason": "Lagi."})
    assert response.status_code == 409


@pytest.mark.parametrize("who", ["agency_admin", "auditor", "regional_head", "sari"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_nobody_else_takes_it_back(card: Document, month: Month, who: str, method: str) -> None:
    client = visitor(getattr(month.cast, who))
    assert getattr(client, method)(f"/dokumen/{card.pk}/batalkan/", {"reason": "x"}).status_code == 403


def test_an_empty_register_says_what_fills_it(kupang: Cast) -> None:
    text = page(visitor(kupang.region_admin), "/dokumen/")
    assert "Belum ada dokumen terbit yang dapat Anda baca." in text
