"""File and row of a signature: whatever fails between them, neither is lost and neither speaks without the other."""

import hashlib
from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.db import transaction

from agencies.models import User
from agencies.permissions import actor_of
from reports.models import Document, DocumentKind, DocumentSignature
from reports.services.issue.kept_file import kept_file
from reports.services.register.read_file import read_file
from reports.services.register.sign_document import sign_document
from reports.signing.local import LocalSigner
from reports.signing.signer import Passphrase
from tests.cast import Cast
from tests.reports.signing.conftest import PASSPHRASE, a_certificate, a_sheet
from tests.reports.verify.issued import a_document

Committing = Callable[..., AbstractContextManager[object]]


class NotCommittedError(Exception):
    """The database went away at the last moment."""


@pytest.fixture
def summary(settings: LazySettings, kupang: Cast) -> Document:
    """The region's summary, which its head and its admin may both sign."""
    for account in (kupang.regional_head, kupang.region_admin):
        a_certificate(settings, account)
    return a_document(DocumentKind.REGION_SUMMARY, pdf=a_sheet())


def signs(settings: LazySettings, account: User, document: Document) -> DocumentSignature:
    """With the own key."""
    signer = LocalSigner(settings.SIGNING_FOLDER, account.key)
    return sign_document(document=document, signer=signer, passphrase=Passphrase(PASSPHRASE), actor=actor_of(account))


def fails_to_sign(settings: LazySettings, account: User, document: Document) -> None:
    """All is done, and then it is not committed."""
    with suppress(NotCommittedError), transaction.atomic():
        signs(settings, account, document)
        raise NotCommittedError


def files_of(document: Document) -> list[Path]:
    """All that lies there under its token."""
    return sorted(kept_file(document).parent.glob(f"*{document.token}*"))


def test_a_signature_that_is_not_committed_leaves_the_issued_file(
    settings: LazySettings, kupang: Cast, summary: Document
) -> None:
    issued = kept_file(summary).read_bytes()
    fails_to_sign(settings, kupang.regional_head, summary)
    assert kept_file(summary).read_bytes() == read_file(summary) == issued
    assert not DocumentSignature.objects.exists()


def test_a_second_one_that_is_not_committed_leaves_the_first(
    settings: LazySettings, kupang: Cast, summary: Document, django_capture_on_commit_callbacks: Committing
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        signs(settings, kupang.regional_head, summary)
    once = kept_file(summary).read_bytes()
    fails_to_sign(settings, kupang.region_admin, summary)
    assert kept_file(summary).read_bytes() == read_file(summary) == once
    assert DocumentSignature.objects.count() == 1


def test_what_a_failure_has_left_goes_with_the_next_signature(
    settings: LazySettings, kupang: Cast, summary: Document, django_capture_on_commit_callbacks: Committing
) -> None:
    fails_to_sign(settings, kupang.regional_head, summary)
    assert len(files_of(summary)) == 2
    with django_capture_on_commit_callbacks(execute=True):
        signs(settings, kupang.regional_head, summary)
    assert files_of(summary) == [kept_file(summary)]


def test_a_process_that_dies_after_the_commit_loses_nothing(
    settings: LazySettings, kupang: Cast, summary: Document
) -> None:
    issued = kept_file(summary).read_bytes()
    signature = signs(settings, kupang.regional_head, summary)  # and nobody is left to put the file in its place
    assert kept_file(summary).read_bytes() == issued
    signed = read_file(summary)
    assert signed.startswith(issued)
    assert hashlib.sha256(signed).hexdigest() == signature.file_hash
    assert files_of(summary) == [kept_file(summary)]
    assert kept_file(summary).read_bytes() == signed


def test_who_signs_next_before_the_file_is_in_its_place_signs_the_signed_one(
    settings: LazySettings, kupang: Cast, summary: Document, django_capture_on_commit_callbacks: Committing
) -> None:
    with django_capture_on_commit_callbacks(execute=True):  # both moves come late, the first one last of all
        signs(settings, kupang.regional_head, summary)
        signs(settings, kupang.region_admin, summary)
    assert read_file(summary).count(b"/ETSI.CAdES.detached") == 2
    assert files_of(summary) == [kept_file(summary)]
