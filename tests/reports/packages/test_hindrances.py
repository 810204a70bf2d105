"""What packages do where folders, files and rows are not as they should be: tell it, leave nothing, go on."""

import datetime
from pathlib import Path

import pytest
from django.utils import timezone

from agencies.permissions import actor_of
from agencies.tenancy.scope import current_region_id
from appraisal.models import ChunkState
from reports.files import documents_folder, kept_document, run_folder
from reports.models import Document, DocumentKind, DocumentSignature, ReportPart, ReportRun, ReportState
from reports.services.issue.sweep_documents import sweep_documents
from reports.services.packages.expire_packages import expire_packages
from reports.services.packages.folders import package_file
from reports.services.packages.steer_package import Steering, steer_package
from reports.services.packages.take_part import make_part_apart
from reports.services.render_reports import make_part
from tests.appraisal.factories import a_period
from tests.appraisal.month import Month
from tests.reports.packages.conftest import Start, work_off
from tests.reports.verify.issued import a_document

CLOSED = "Folder dokumen tidak dapat ditulis."
DAY = datetime.timedelta(days=1, hours=1)
NOBODY = 987_654_321


def sweep(after: datetime.timedelta) -> None:
    """What the hour does."""
    expire_packages(region_id=current_region_id(), now=timezone.now() + after)
    sweep_documents(region_id=current_region_id(), now=timezone.now() + after)


def folder_of(kind: DocumentKind) -> Path:
    """Where the documents of a kind are kept."""
    return documents_folder(current_region_id()) / kind


def test_half_written_documents_are_swept_after_a_day(month: Month) -> None:
    kept = a_document()
    half = folder_of(DocumentKind.SCORECARD) / ".1-abc.pdf.0a1b2c3d.part"
    half.write_bytes(b"%PDF")
    sweep(DAY / 2)
    assert half.exists()
    sweep(DAY)
    assert not half.exists()
    assert kept_document(current_region_id(), kept.kind, kept.token).exists()


def test_the_file_of_a_superseded_document_that_stayed_behind_is_swept_unless_signed(evaluated: Month) -> None:
    plain, signed, holding = a_document(), a_document(), a_document()
    Document.objects.filter(pk__in=[plain.pk, signed.pk]).update(superseded_at=timezone.now())
    DocumentSignature.objects.create(
        document=signed, number=1, provider="local", signed_by=evaluated.cast.region_admin, signed_at=timezone.now()
    )
    sweep(datetime.timedelta(hours=2))
    found = [kept_document(current_region_id(), one.kind, one.token).exists() for one in (plain, signed, holding)]
    assert found == [False, True, True]


@pytest.mark.parametrize("kind", [DocumentKind.SCORECARD, DocumentKind.AGENCY_SUMMARY])
def test_a_subject_whose_row_has_gone_is_told_in_words(start: Start, kind: DocumentKind) -> None:
    run = start().run
    run.kind = kind
    folder_of(kind).parent.mkdir(parents=True, exist_ok=True)
    broken = ReportPart(subject_ids=[NOBODY])
    run.period_id = NOBODY  # nothing can be made of it
    [line] = make_part_apart(current_region_id(), run, broken).failures
    assert line.startswith(("Evaluasi yang sudah tidak ada: ", "Unit yang sudah tidak ada: "))


@pytest.mark.document
def test_a_folder_of_the_run_that_cannot_be_written_fails_the_part_with_the_reason(
    start: Start, evaluated: Month
) -> None:
    run = start().run
    place = run_folder(current_region_id(), run.key)
    place.parent.mkdir(parents=True)
    place.touch()
    assert work_off(run).state == ReportState.FAILED
    part = run.parts.get()
    assert (part.state, part.documents, part.error.startswith(f"Budi Santoso ({evaluated.budi.nip}): {CLOSED}")) == (
        ChunkState.FAILED, 0, True,
    )  # fmt: skip


@pytest.mark.document
def test_a_folder_of_packages_that_cannot_be_written_fails_the_package_and_it_can_go_on(
    start: Start, evaluated: Month
) -> None:
    run = start().run
    place = package_file(current_region_id(), run.key, run.bundle).parent
    place.parent.mkdir(parents=True)
    place.touch()
    failed = work_off(run)
    assert (failed.state, failed.error.startswith(CLOSED)) == (ReportState.FAILED, True)
    place.unlink()
    steer_package(run=failed, act=Steering.RESUME, actor=actor_of(evaluated.cast.region_admin))
    assert work_off(run).state == ReportState.DONE
    assert Document.objects.count() == 1


@pytest.mark.document
def test_a_document_that_cannot_be_packed_fails_the_package_and_leaves_nothing_half_written(start: Start) -> None:
    run = work_off(start().run, steps=1)
    [card] = run_folder(current_region_id(), run.key).rglob("*.pdf")
    card.unlink()
    card.symlink_to("tidak-ada.pdf")
    assert work_off(run).state == ReportState.FAILED
    assert list(package_file(current_region_id(), run.key, run.bundle).parent.iterdir()) == []


@pytest.mark.document
def test_an_unwritable_folder_prints_a_part_once_and_not_each_card_apart(start: Start, evaluated: Month) -> None:
    folder_of(DocumentKind.SCORECARD).parent.mkdir(parents=True)
    folder_of(DocumentKind.SCORECARD).touch()
    run = start().run
    plan = evaluated.plan.pk
    outcome = make_part_apart(current_region_id(), run, ReportPart(subject_ids=[plan, plan]))
    assert [line.partition(": ")[2].startswith(CLOSED) for line in outcome.failures] == [True, True]


@pytest.mark.document
def test_a_document_whose_file_has_gone_is_made_anew_for_the_package(start: Start) -> None:
    subject_ids = start().run.parts.get().subject_ids
    [made] = make_part(current_region_id(), DocumentKind.SCORECARD, a_period().pk, subject_ids)
    made.path.unlink()
    assert work_off(ReportRun.objects.get()).state == ReportState.DONE
    assert list(Document.objects.order_by("version").values_list("version", flat=True)) == [1, 2]
