"""Documents through a real worker: the same files, and nothing of a run that nobody waits for."""

import time
from io import BytesIO
from pathlib import Path

import pytest
from celery import current_app
from django.core.management import CommandError
from django.utils import timezone

from agencies.models import Region, Role
from agencies.tenancy.scope import region_scope
from appraisal.models import ChunkState, Evaluation
from appraisal.services.evaluation.evaluate_period import evaluate_period
from appraisal.services.periods.ensure_period import ensure_period
from reports.files import documents_folder, run_folder
from reports.models import Document, DocumentKind, DocumentRequest, ReportPart, ReportRun, ReportState
from reports.services.issue.revive_requests import SILENCE, revive_requests
from reports.services.packages.take_part import take_step
from tests.factories import a_role, an_account
from tests.performance.generator import generate_region
from tests.reports.printed import render, text_of, without_moment
from tests.visitors import page, visitor
from tests.worker.conftest import Worker
from tests.worker.watching import wait_until

pytestmark = pytest.mark.worker

PEOPLE = 12
PATIENCE_SECONDS = 60


@pytest.fixture
def region(transactional_db: None) -> Region:
    """A region with a month that is evaluated."""
    region = generate_region(employees=PEOPLE, items=4, agencies=1)
    with region_scope(region.pk):
        period = ensure_period(code="2026-01")
    evaluate_period(region_id=region.pk, period_id=period.pk)
    return region


def texts(folder: Path) -> dict[str, str]:
    """What the documents of a folder say, but for when they were made."""
    return {file.name: without_moment(text_of(file)) for file in folder.iterdir()}


@pytest.mark.document
def test_the_worker_makes_the_same_documents_as_this_process(worker: Worker, region: Region, tmp_path: Path) -> None:
    for kind, amount in (("scorecards", PEOPLE), ("agency", 1), ("region", 1)):
        render(kind, region, tmp_path / "here" / kind)
        render(kind, region, tmp_path / "queued" / kind, queue=True)
        queued = texts(tmp_path / "queued" / kind)
        assert len(queued) == amount
        assert queued == texts(tmp_path / "here" / kind)
    assert {folder.name for folder in documents_folder(region.pk).iterdir()} <= set(DocumentKind)


@pytest.mark.document
def test_a_card_asked_for_in_the_browser_is_made_by_the_worker(worker: Worker, region: Region) -> None:
    with region_scope(region.pk):
        admin = an_account("uji-admin")
        a_role(admin, Role.REGION_ADMIN)
        evaluation = Evaluation.objects.latest().select_related("employee")[0]
        name = evaluation.employee.name
    client = visitor(admin)
    address = f"/evaluasi/2026-01/{evaluation.plan_id}/kartu"
    assert client.post(f"{address}/").status_code == 302
    deadline = time.monotonic() + PATIENCE_SECONDS
    while "PDF siap diunduh" not in page(client, f"{address}/"):
        assert time.monotonic() < deadline
        time.sleep(0.2)
    assert name in text_of(BytesIO(client.get(f"{address}.pdf").content))


@pytest.mark.document
def test_a_card_whose_worker_was_killed_is_made_by_the_next_one(worker: Worker, region: Region, tmp_path: Path) -> None:
    with region_scope(region.pk):
        evaluation = Evaluation.objects.latest()[0]
        request = DocumentRequest.objects.create(
            kind=DocumentKind.SCORECARD,
            period_id=evaluation.period_id,
            plan_id=evaluation.plan_id,
            revision=evaluation.revision,
            content_key="uji",
            requested_at=timezone.now(),
        )
    worker.kill()
    current_app.control.purge()  # with its message
    second = Worker(tmp_path / "second.log")
    for _twice in range(2):  # as the clock would each minute, also while it is being printed
        revive_requests(region_id=region.pk, now=timezone.now() + SILENCE)
    with region_scope(region.pk):
        wait_until(lambda: DocumentRequest.objects.get(pk=request.pk).state == ChunkState.DONE, "dokumen dibuat")
        assert Document.objects.filter(made_at__isnull=False).count() == 1
    second.kill()


def test_without_a_worker_the_command_says_so(region: Region, empty_queue: None, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"Tidak ada pekerja yang menjawab\..*tanpa --queue"):
        render("scorecards", region, tmp_path / "dokumen", queue=True)
    assert not (tmp_path / "dokumen").exists()


def test_a_run_that_nobody_waits_for_any_more_is_not_continued(region: Region) -> None:
    with region_scope(region.pk):
        period = ensure_period(code="2026-01")
        run = ReportRun.objects.create(kind=DocumentKind.REGION_SUMMARY, period=period, state=ReportState.DONE)
        part = ReportPart.objects.create(run=run, number=1, subject_ids=[])
    assert not take_step(region_id=region.pk, run_id=run.pk)
    with region_scope(region.pk):
        assert ReportPart.objects.get(pk=part.pk).state == "waiting"
    assert not run_folder(region.pk, run.key).exists()
