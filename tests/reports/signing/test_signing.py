"""Signing: who signs what, what the register and strangers see of it, and what is refused."""

import datetime
import hashlib
import re
from contextvars import Context
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.http import HttpResponse
from django.test import Client, TestCase
from django.utils import timezone

from agencies.models import AuditEvent, Employee, Placement, User
from agencies.tenancy.scope import current_region_id
from appraisal.models import Evaluation
from reports.files import kept_document
from reports.models import Document, DocumentKind, DocumentSignature
from reports.signing.local import certificate_path
from tests.appraisal.month import Month
from tests.cast import Cast
from tests.reports.signing.conftest import PASSPHRASE, a_certificate, a_sheet
from tests.reports.verify.issued import a_document, revoked
from tests.visitors import page, visitor


def sign(person: Employee | User, document: Document, passphrase: str = PASSPHRASE) -> HttpResponse:
    """Type the passphrase and press the button."""
    address = f"/dokumen/{document.pk}/tanda-tangan/"
    with TestCase.captureOnCommitCallbacks(execute=True):
        return visitor(person).post(address, {"passphrase": passphrase})  # type: ignore[return-value]


def kept(document: Document) -> bytes:
    """The file as it lies on disk."""
    return kept_document(current_region_id(), document.kind, document.token).read_bytes()


def test_the_rater_signs_and_the_issued_file_is_the_beginning_of_the_signed_one(
    certified: Document, month: Month
) -> None:
    issued = kept(certified)
    assert sign(month.cast.sari, certified).status_code == 302
    signed = kept(certified)
    assert signed.startswith(issued)
    assert hashlib.sha256(signed[: certified.size]).hexdigest() == certified.file_hash
    assert DocumentSignature.objects.get().file_hash == hashlib.sha256(signed).hexdigest()


def test_the_signed_file_is_what_is_downloaded_afterwards(certified: Document, month: Month) -> None:
    sign(month.cast.sari, certified)
    assert visitor(month.budi).get(f"/dokumen/{certified.pk}/berkas").content == kept(certified)


def test_the_register_and_the_trail_say_whose_key_it_was(certified: Document, month: Month) -> None:
    sign(month.cast.sari, certified)
    signature = DocumentSignature.objects.get()
    assert (signature.provider, signature.signed_by_name) == ("local", "Sari Wulandari")
    assert signature.signed_by_title == "Kepala Puskesmas"
    assert "SERTIFIKAT UJI" in signature.certificate_subject
    event = AuditEvent.objects.get(action=AuditEvent.Action.DOCUMENT_SIGNED)
    assert event.details["certificate_serial"] == signature.certificate_serial


def test_who_has_only_an_acting_post_signs_with_it(certified: Document, month: Month) -> None:
    Placement.objects.filter(employee=month.cast.sari).update(kind="plt")
    sign(month.cast.sari, certified)
    assert DocumentSignature.objects.get().signed_by_title == "Plt. Kepala Puskesmas"


def test_strangers_read_who_signed_and_that_the_certificate_is_a_test(certified: Document, month: Month) -> None:
    sign(month.cast.sari, certified)
    signature = DocumentSignature.objects.get()
    text = Context().run(Client().get, f"/v/{certified.token}/").content.decode()
    for fact in ("Sari Wulandari", "SERTIFIKAT UJI", "sertifikat uji setempat", signature.file_hash):
        assert fact in text, fact
    assert f"{certified.file_hash} {signature.file_hash}" in text


@pytest.mark.parametrize("who", ["budi", "ratna", "region_admin", "auditor", "agency_admin"])
def test_nobody_else_signs_an_evaluation(certified: Document, month: Month, who: str) -> None:
    person = getattr(month.cast, who)
    assert sign(person, certified).status_code == 403
    assert "Tanda tangani" not in page(visitor(person), f"/dokumen/{certified.pk}/")


def test_an_incomplete_evaluation_is_not_signed(certified: Document, month: Month) -> None:
    Evaluation.objects.all().update(complete=False, predicate="", frozen_rank=None)
    assert sign(month.cast.sari, certified).status_code == 403


@pytest.mark.parametrize(
    ("kind", "who", "status"),
    [
        (DocumentKind.AGENCY_SUMMARY, "ratna", 302),
        (DocumentKind.AGENCY_SUMMARY, "region_admin", 403),
        (DocumentKind.AGENCY_SUMMARY, "dewi", 403),
        (DocumentKind.REGION_SUMMARY, "regional_head", 302),
        (DocumentKind.REGION_ANNEX, "region_admin", 302),
        (DocumentKind.REGION_SUMMARY, "auditor", 403),
    ],
)
def test_who_speaks_for_a_unit_or_the_region_signs_for_it(
    settings: LazySettings, kupang: Cast, kind: DocumentKind, who: str, status: int
) -> None:
    person = getattr(kupang, who)
    a_certificate(settings, person.user if isinstance(person, Employee) else person)
    agency = kupang.dinas if kind == DocumentKind.AGENCY_SUMMARY else None
    assert sign(person, a_document(kind, agency=agency, pdf=a_sheet())).status_code == status


def refused(response: HttpResponse, status: int, sentence: str) -> None:
    """The page came again, says why, and shows nothing of what was typed."""
    text = response.content.decode()
    assert (response.status_code, sentence in text) == (status, True), text
    assert PASSPHRASE not in text
    assert not DocumentSignature.objects.exists()


def test_a_wrong_passphrase_is_said(certified: Document, month: Month) -> None:
    before = kept(certified)
    refused(sign(month.cast.sari, certified, "salah sekali"), 422, "Frasa sandi tidak cocok")
    assert kept(certified) == before


def test_an_empty_passphrase_is_said(certified: Document, month: Month) -> None:
    refused(sign(month.cast.sari, certified, ""), 422, "Ketik frasa sandi sertifikat Anda.")


def test_without_a_certificate_it_is_said(card: Document, month: Month) -> None:
    refused(sign(month.cast.sari, card), 422, "Belum ada sertifikat tanda tangan")


def test_an_expired_certificate_is_said(settings: LazySettings, card: Document, month: Month) -> None:
    assert month.cast.sari.user is not None
    a_certificate(settings, month.cast.sari.user, made_at=timezone.now() - datetime.timedelta(days=400))
    refused(sign(month.cast.sari, card), 422, "tidak berlaku lagi")


def test_a_certificate_that_is_no_certificate_is_said(
    settings: LazySettings, certified: Document, month: Month
) -> None:
    assert month.cast.sari.user is not None
    certificate_path(settings.SIGNING_FOLDER, month.cast.sari.user.key).write_bytes(b"bukan sertifikat")
    refused(sign(month.cast.sari, certified), 422, "tidak cocok dengan sertifikat")


def test_a_missing_file_is_said(certified: Document, month: Month) -> None:
    kept_document(current_region_id(), certified.kind, certified.token).unlink()
    refused(sign(month.cast.sari, certified), 409, "tidak disimpan lagi")


def test_an_altered_file_is_not_signed(certified: Document, month: Month) -> None:
    path = kept_document(current_region_id(), certified.kind, certified.token)
    path.write_bytes(path.read_bytes()[:-1] + b" ")
    refused(sign(month.cast.sari, certified), 409, "berubah sejak diterbitkan")


def test_a_revoked_or_superseded_one_is_not_signed(certified: Document, month: Month) -> None:
    newer = a_document(former=certified, employee=month.budi, pdf=a_sheet())
    refused(sign(month.cast.sari, certified), 409, "sudah digantikan")
    assert sign(month.cast.sari, revoked(newer)).status_code == 403


def test_one_signs_once(certified: Document, month: Month) -> None:
    sign(month.cast.sari, certified)
    response = sign(month.cast.sari, certified)
    assert (response.status_code, DocumentSignature.objects.count()) == (409, 1)


def test_the_offer_is_there_until_it_is_taken(certified: Document, month: Month) -> None:
    client, offer = visitor(month.cast.sari), f"/dokumen/{certified.pk}/tanda-tangan/"
    assert offer in page(client, f"/dokumen/{certified.pk}/")
    sign(month.cast.sari, certified)
    assert offer not in page(client, f"/dokumen/{certified.pk}/")


@pytest.mark.parametrize("state", ["holding", "revoked"])
def test_who_has_signed_and_comes_back_to_the_form_is_led_to_the_document(
    certified: Document, month: Month, state: str
) -> None:
    sign(month.cast.sari, certified)
    if state == "revoked":
        revoked(certified)
    response = visitor(month.cast.sari).get(f"/dokumen/{certified.pk}/tanda-tangan/", follow=True)
    assert response.redirect_chain == [(f"/dokumen/{certified.pk}/#pesan", 302)]
    assert "Anda sudah menandatangani dokumen ini pada" in response.content.decode()


def test_after_signing_the_reader_stands_at_the_message(certified: Document, month: Month) -> None:
    response = sign(month.cast.sari, certified)
    assert response["Location"] == f"/dokumen/{certified.pk}/#pesan"
    client = visitor(month.cast.sari)
    text = client.get(f"/dokumen/{certified.pk}/tanda-tangan/", follow=True).content.decode()
    assert re.search(r'<div class="message \w+" role="status" id="pesan" tabindex="-1">', text)


def test_a_signed_file_outlives_its_document(certified: Document, month: Month) -> None:
    sign(month.cast.sari, certified)
    a_document(former=certified, employee=month.budi)
    assert visitor(month.cast.auditor).get(f"/dokumen/{certified.pk}/berkas").content == kept(certified)


def test_the_folder_of_certificates_is_for_the_product_alone(
    settings: LazySettings, certified: Document, month: Month
) -> None:
    assert month.cast.sari.user is not None
    path = Path(certificate_path(settings.SIGNING_FOLDER, month.cast.sari.user.key))
    assert (path.stat().st_mode & 0o077, path.parent.stat().st_mode & 0o077) == (0, 0)
