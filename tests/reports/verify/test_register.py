"""The register: who finds what, what it says of a document, and how one is taken back."""

import logging
import re
from contextvars import Context

import pytest
from django.urls import reverse
from django.utils.text import capfirst

from agencies.models import AuditEvent
from appraisal.models import Actual, Evaluation
from reports.files import kept_document
from reports.forms.packages import PackageForm
from reports.models import Document, DocumentKind
from reports.services.compose.evaluations import FOR_THE_PEOPLE
from reports.services.issue.kept_file import kept_file
from tests.appraisal.month import Month
from tests.cast import Cast, cast_of_bandung
from tests.reports.verify.issued import A_FILE, a_document, a_scorecard, a_signature, revoked
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


def test_a_signed_one_is_marked_in_the_list_and_on_its_page(card: Document, recap: Document, kupang: Cast) -> None:
    a_signature(card)
    client = visitor(kupang.region_admin)
    assert page(client, "/dokumen/").count("Ditandatangani elektronik") == 1
    assert "Ditandatangani elektronik" in page(client, f"/dokumen/{card.pk}/")
    assert "Ditandatangani elektronik" not in page(client, f"/dokumen/{recap.pk}/")


def test_the_page_tells_the_size_of_the_file_as_it_is_now(card: Document, kupang: Cast) -> None:
    kept_file(card).write_bytes(A_FILE.ljust(61_440))
    assert "60 KB" in page(visitor(kupang.region_admin), f"/dokumen/{card.pk}/")


def test_a_page_of_the_list_ends_after_twenty(card: Document, kupang: Cast) -> None:
    for _number in range(20):
        a_document(employee=kupang.budi, agency=kupang.puskesmas)
    client = visitor(kupang.region_admin)
    assert "Halaman 1 dari 2" in page(client, "/dokumen/")
    assert card.number in page(client, "/dokumen/?halaman=2")


@pytest.mark.parametrize(("asked", "is_open"), [("", False), ("?nomor=kn", False), ("?keadaan=berlaku", True)])
def test_the_other_filters_are_open_while_they_narrow(card: Document, kupang: Cast, asked: str, is_open: bool) -> None:
    text = page(visitor(kupang.region_admin), f"/dokumen/{asked}")
    assert ('<details class="search-more" open>' in text) is is_open


def test_each_line_tells_day_and_time_of_its_issue(card: Document, kupang: Cast) -> None:
    text = page(visitor(kupang.region_admin), "/dokumen/")
    assert '3 Feb 2026<span class="meta">pukul 09.05 WITA</span>' in text


def test_the_recap_of_a_unit_has_one_name_in_filter_list_and_on_its_page(recap: Document, kupang: Cast) -> None:
    client = visitor(kupang.region_admin)
    for address in ("/dokumen/", f"/dokumen/{recap.pk}/", f"/v/{recap.token}/"):
        text = page(client, address)
        assert "Rekap perangkat daerah" in text, address
        assert "Ringkasan perangkat daerah" not in text, address


def test_packages_name_their_documents_as_the_register_does() -> None:
    for kind, name in PackageForm.base_fields["kind"].choices:  # type: ignore[attr-defined]
        assert name == capfirst(str(DocumentKind(kind).label))


def test_the_unit_of_somebody_is_a_unit_whatever_its_rank(card: Document, kupang: Cast) -> None:
    text = page(visitor(kupang.region_admin), f"/dokumen/{card.pk}/")
    assert re.search(r"<dt>Unit kerja</dt>\s*<dd [^>]+>1.02.01 Puskesmas Oesapa</dd>", text)
    assert "Perangkat daerah" not in text


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


def test_a_file_to_which_something_was_added_is_refused(card: Document, kupang: Cast) -> None:
    kept_document(kupang.region.pk, card.kind, card.token).write_bytes(A_FILE + b" and a signature of nobody")
    assert visitor(kupang.auditor).get(f"/dokumen/{card.pk}/berkas").status_code == 409


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
