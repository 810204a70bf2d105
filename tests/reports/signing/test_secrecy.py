"""The passphrase lives as long as one call: it is found nowhere afterwards."""

import copy
import json
import logging
import pickle
import traceback
from collections.abc import Iterator
from pathlib import Path
from types import FrameType

import pytest
from django.conf import LazySettings
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.models import Session
from django.core import serializers
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.views.debug import SafeExceptionReporterFilter

from agencies.models import AuditEvent
from reports.models import Document, DocumentSignature
from reports.services.register.read_file import read_file
from reports.signing.local import LocalSigner
from reports.signing.signer import Passphrase, SignatureFacts, SigningError
from reports.views.signing import sign_document_page
from tests.appraisal.month import Month
from tests.reports.signing.conftest import PASSPHRASE
from tests.reports.signing.test_signing import sign

WRONG = "bukan kelimutu, melainkan rahasia"
FACTS = SignatureFacts("TandaTangan1", "Sari Wulandari", "KN-2026-000001 versi 1", "Kota Kupang")


@pytest.mark.parametrize("typed", [PASSPHRASE, WRONG], ids=["right", "wrong"])
def test_it_stands_in_no_log_row_session_query_or_file(
    certified: Document, month: Month, settings: LazySettings, caplog: pytest.LogCaptureFixture, typed: str
) -> None:
    with caplog.at_level(logging.DEBUG), CaptureQueriesContext(connection) as asked:
        response = sign(month.cast.sari, certified, typed)
    rows = [*AuditEvent.objects.all(), *DocumentSignature.objects.all(), *Session.objects.all()]
    said = [
        caplog.text,
        json.dumps([query["sql"] for query in asked]),
        serializers.serialize("json", rows),
        *(str(session.get_decoded()) for session in Session.objects.all()),
        response.content.decode(),
    ]
    assert not [text for text in said if typed in text]
    files = [path for path in Path(settings.DATA_DIR).rglob("*") if path.is_file()]
    assert files
    assert not [path for path in files if typed.encode() in path.read_bytes()]


def test_an_error_carries_it_neither_in_its_text_nor_in_any_frame(
    certified: Document, month: Month, settings: LazySettings
) -> None:
    assert month.cast.sari.user is not None
    signer = LocalSigner(settings.SIGNING_FOLDER, month.cast.sari.user.key)
    passphrase = Passphrase(WRONG)
    with pytest.raises(SigningError) as caught:
        signer.sign(read_file(certified), passphrase=passphrase, facts=FACTS)
    inside = [frame for frame in frames_of(caught.value) if "/reports/signing/" in frame.f_code.co_filename]
    assert inside
    told = [repr(value) for frame in inside for value in frame.f_locals.values()]
    assert not [text for text in (*told, str(caught.value), *traceback.format_exception(caught.value)) if WRONG in text]


def frames_of(error: BaseException | None) -> Iterator[FrameType]:
    """Every frame of an error and of what led to it."""
    while error is not None:
        trace = error.__traceback__
        while trace is not None:
            yield trace.tb_frame
            trace = trace.tb_next
        error = error.__cause__ or error.__context__


def test_a_report_of_a_server_error_hides_the_field() -> None:
    request = RequestFactory().post("/", {"passphrase": WRONG})
    request.user = AnonymousUser()
    sign_document_page(request, 1)
    shown = SafeExceptionReporterFilter().get_post_parameters(request)
    assert WRONG not in str(shown)


@pytest.mark.parametrize("way", [repr, str, "{}".format], ids=["repr", "str", "format"])
def test_it_prints_as_nothing(way: object) -> None:
    assert callable(way)
    assert way(Passphrase(WRONG)) == "<frasa sandi>"


@pytest.mark.parametrize("way", [pickle.dumps, copy.copy, copy.deepcopy], ids=["pickle", "copy", "deepcopy"])
def test_it_is_neither_stored_nor_copied(way: object) -> None:
    assert callable(way)
    with pytest.raises(TypeError):
        way(Passphrase(WRONG))


def test_json_refuses_it() -> None:
    with pytest.raises(TypeError):
        json.dumps({"passphrase": Passphrase(WRONG)})


def test_the_page_keeps_no_browser_from_forgetting_it(certified: Document, month: Month) -> None:
    text = sign(month.cast.sari, certified, WRONG).content.decode()
    field = text.partition('name="passphrase"')[2].partition(">")[0]
    assert 'autocomplete="off"' in field
    assert "value=" not in field
