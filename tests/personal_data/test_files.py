"""Files of a person go with the name; those of others stay, and the register goes on answering."""

from pathlib import Path

import pytest
from django.conf import settings
from pytest_django import DjangoCaptureOnCommitCallbacks

from agencies.models import Employee
from appraisal.models import Evaluation
from reports.models import Document
from reports.services.personal_data.redact_person import remove_files_of
from reports.services.verify.find_public_document import find_public_document
from tests.appraisal.evidence.library import a_file
from tests.appraisal.month import Month
from tests.cast import Cast
from tests.personal_data.long_ago import long_ago
from tests.personal_data.reach import erased, files_below
from tests.reports.verify.issued import a_scorecard
from tests.visitors import outside_any_scope, visitor


@pytest.fixture
def left(kupang: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Month:
    """Long ago, with files in a folder of this test alone."""
    monkeypatch.setattr(settings, "DATA_DIR", tmp_path)
    month = long_ago(kupang)
    a_scorecard(Evaluation.objects.latest().get(employee=month.budi))
    return month


def test_evidence_and_documents_of_the_person_leave_the_disk_and_no_other_file_does(
    left: Month, budi: Employee, tmp_path: Path, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    before = set(files_below(tmp_path))
    a_file(left.cast.citra)
    others = set(files_below(tmp_path)) - before
    with django_capture_on_commit_callbacks(execute=True):
        erased(left.cast, budi)
    assert len(before) == 2
    assert set(files_below(tmp_path)) == others


def test_files_that_were_left_behind_are_removed_later(left: Month, budi: Employee, tmp_path: Path) -> None:
    now = erased(left.cast, budi)  # the commit never came, so to speak
    assert files_below(tmp_path)
    remove_files_of([now])
    assert files_below(tmp_path) == []


def test_whoever_scans_the_document_still_gets_an_answer_without_a_person(left: Month, budi: Employee) -> None:
    erased(left.cast, budi)
    document = Document.objects.get(employee=budi)
    answer = outside_any_scope(visitor(left.cast.auditor), f"/v/{document.token}/").content.decode()
    assert document.number in answer
    assert "Pegawai (data dihapus)" in answer
    assert "9999" not in answer


def test_the_register_says_that_the_file_is_not_kept(
    left: Month, budi: Employee, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        erased(left.cast, budi)
    document = Document.objects.get(employee=budi)
    assert find_public_document("x") is None
    answer = visitor(left.cast.region_admin).get(f"/dokumen/{document.pk}/berkas")
    assert answer.status_code != 200
