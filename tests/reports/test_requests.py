"""Documents asked for in the browser: asked for twice and printed once, lost and sent again, hindered and told."""

import datetime
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.utils import timezone

from appraisal.models import ChunkState
from reports.files import documents_folder
from reports.models import Document, DocumentRequest
from reports.services.issue.find_document import LOST, PATIENCE
from reports.services.issue.hold_alone import Held, first_held
from reports.services.issue.request_document import failure_text, print_requested_document
from reports.services.issue.revive_requests import SILENCE, revive_requests
from tests.appraisal.month import Month
from tests.visitors import page, visitor

Captured = Callable[[], AbstractContextManager[Sequence[object]]]


@pytest.fixture(autouse=True)
def _own_folder(settings: LazySettings, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path


@pytest.fixture
def address(month: Month) -> str:
    """The page that has Budi's January made."""
    month.evaluate()
    return f"/evaluasi/2026-01/{month.plan.pk}/kartu/"


@pytest.fixture
def asked(month: Month, address: str) -> DocumentRequest:
    """Budi has asked for it."""
    visitor(month.budi).post(address)
    return DocumentRequest.objects.get()


def work(month: Month, request: DocumentRequest) -> DocumentRequest:
    """What the worker does with a message."""
    with timezone.override("Asia/Makassar"):
        print_requested_document(region_id=month.cast.region.pk, request_id=request.pk)
    return DocumentRequest.objects.get(pk=request.pk)


def ago(span: datetime.timedelta) -> None:
    """It was asked for so long ago."""
    DocumentRequest.objects.update(requested_at=timezone.now() - span)


def test_who_asks_for_what_is_being_made_joins(
    month: Month, asked: DocumentRequest, address: str, django_capture_on_commit_callbacks: Captured
) -> None:
    with django_capture_on_commit_callbacks() as sent:
        visitor(month.cast.sari).post(address)
    assert len(sent) == 0
    assert DocumentRequest.objects.get().requested_at == asked.requested_at


@pytest.mark.parametrize("state", [ChunkState.WAITING, ChunkState.FAILED])
def test_who_asks_after_silence_or_failure_asks_the_worker_again(
    month: Month, asked: DocumentRequest, address: str, state: ChunkState, django_capture_on_commit_callbacks: Captured
) -> None:
    ago(PATIENCE * 2)
    DocumentRequest.objects.update(state=state, error="Gangguan.")
    with django_capture_on_commit_callbacks() as sent:
        visitor(month.budi).post(address)
    assert len(sent) == 1
    again = DocumentRequest.objects.get()
    assert (again.state, again.error, again.requested_at >= asked.requested_at) == (ChunkState.WAITING, "", True)


@pytest.mark.document
def test_what_another_process_prints_is_left_to_it_until_it_dies(month: Month, asked: DocumentRequest) -> None:
    with first_held(Held.REQUEST, [asked.pk]):
        assert work(month, asked).state == ChunkState.WAITING
        assert not Document.objects.exists()
    assert work(month, asked).state == ChunkState.DONE


def test_a_late_message_does_not_try_again_what_has_failed(month: Month, asked: DocumentRequest) -> None:
    DocumentRequest.objects.update(state=ChunkState.FAILED, error="Gangguan.")
    assert work(month, asked).error == "Gangguan."
    assert not Document.objects.exists()


@pytest.mark.parametrize(("age", "is_sent"), [(SILENCE / 2, False), (SILENCE * 2, True), (LOST * 2, False)])
def test_what_waits_for_a_dead_worker_is_sent_again(
    month: Month,
    asked: DocumentRequest,
    age: datetime.timedelta,
    is_sent: bool,
    django_capture_on_commit_callbacks: Captured,
) -> None:
    with django_capture_on_commit_callbacks() as sent:
        found = revive_requests(region_id=month.cast.region.pk, now=asked.requested_at + age)
    assert (found == [asked], len(sent)) == (is_sent, int(is_sent))


def test_what_is_made_is_not_sent_again(month: Month, asked: DocumentRequest) -> None:
    DocumentRequest.objects.update(state=ChunkState.DONE)
    assert revive_requests(region_id=month.cast.region.pk, now=timezone.now() + SILENCE * 2) == []


@pytest.mark.document
def test_a_folder_that_cannot_be_written_is_told_and_nothing_is_left_half_written(
    month: Month, asked: DocumentRequest, address: str
) -> None:
    folder = documents_folder(month.cast.region.pk) / "scorecard"
    folder.parent.mkdir(parents=True)
    folder.touch()
    request = work(month, asked)
    assert request.state == ChunkState.FAILED
    assert request.error.startswith("Folder dokumen tidak dapat ditulis.")
    assert request.error in page(visitor(month.budi), address)
    assert [one.name for one in folder.parent.iterdir()] == ["scorecard"]
    assert not Document.objects.filter(made_at__isnull=False).exists()


@pytest.mark.document
def test_once_the_folder_can_be_written_the_reserved_number_is_used(
    month: Month, asked: DocumentRequest, address: str
) -> None:
    folder = documents_folder(month.cast.region.pk) / "scorecard"
    folder.parent.mkdir(parents=True)
    folder.touch()
    work(month, asked)
    folder.unlink()
    visitor(month.budi).post(address)
    assert work(month, asked).state == ChunkState.DONE
    assert [(one.number[-6:], one.version) for one in Document.objects.all()] == [("000001", 1)]


def test_a_full_disk_is_told_as_one() -> None:
    with pytest.raises(OSError) as caught, Path("/dev/full").open("wb", buffering=0) as full:
        full.write(b"%PDF")
    assert failure_text(caught.value).startswith("Ruang penyimpanan dokumen penuh.")


def test_words_of_the_program_reach_the_log_and_nobody_who_waits(caplog: pytest.LogCaptureFixture) -> None:
    told = failure_text(KeyError("nothing of this name"))
    assert told == "Gangguan tak terduga saat membuat dokumen. Rinciannya ada di catatan pekerja."
    assert "nothing of this name" in caplog.text
