"""The file of a document over the API: handed out by the same check as at every other door."""

from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings

from agencies.models import ApiScope
from reports.models import Document
from reports.services.issue.kept_file import kept_file
from tests.api.programs import program
from tests.appraisal.month import Month
from tests.reports.verify.issued import A_FILE, a_scorecard, revoked


@pytest.fixture
def card(month: Month, settings: LazySettings, tmp_path: Path) -> Document:
    """Budi's January, issued."""
    settings.DATA_DIR = tmp_path
    month.evaluate()
    return a_scorecard(month.evaluation())


def file_of(card: Document, who: Any, *scopes: ApiScope, **headers: str) -> Any:
    """What a program of somebody is answered."""
    return program(who, *scopes).get(f"/api/v1/documents/{card.pk}/file/", headers=headers)


def test_the_file_comes_as_it_was_issued(month: Month, card: Document) -> None:
    answer = file_of(card, month.budi)
    assert (answer.status_code, answer["Content-Type"], answer.content) == (200, "application/pdf", A_FILE)
    assert card.file_name in answer["Content-Disposition"]
    assert "no-store" in answer["Cache-Control"]


def test_a_file_that_is_there_already_is_not_sent_again(month: Month, card: Document) -> None:
    tag = file_of(card, month.budi)["ETag"]
    again = file_of(card, month.budi, **{"if-none-match": tag})
    assert (again.status_code, again.content) == (304, b"")


def test_a_revoked_file_is_not_handed_out(month: Month, card: Document) -> None:
    revoked(card)
    answer = file_of(card, month.budi)
    assert (answer.status_code, answer["Content-Type"]) == (409, "application/problem+json")
    assert "sudah dibatalkan" in answer.json()["detail"]


@pytest.mark.parametrize("fate", ["altered", "gone"])
def test_a_file_that_is_not_the_issued_one_is_not_handed_out(month: Month, card: Document, fate: str) -> None:
    if fate == "altered":
        kept_file(card).write_bytes(b"%PDF-1.7 lain")
    else:
        kept_file(card).unlink()
    assert file_of(card, month.budi).status_code == 409


@pytest.mark.parametrize(
    ("who", "status"), [("budi", 200), ("sari", 200), ("auditor", 200), ("citra", 403), ("dewi", 403)]
)
def test_whoever_may_not_read_the_result_gets_no_file(month: Month, card: Document, who: str, status: int) -> None:
    assert file_of(card, getattr(month.cast, who)).status_code == status


def test_the_file_needs_the_scope_of_documents(month: Month, card: Document) -> None:
    assert file_of(card, month.budi, ApiScope.EVALUATIONS_READ).status_code == 403
    assert file_of(card, month.budi, ApiScope.DOCUMENTS_READ).status_code == 200
