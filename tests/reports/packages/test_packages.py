"""A package from the asking to the file, and what becomes of it."""

import datetime
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pikepdf
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from agencies.models import AuditEvent
from agencies.permissions import actor_of
from agencies.tenancy.scope import current_region_id
from appraisal.models import ChunkState
from reports.files import documents_folder, run_folder
from reports.models import Bundle, Document, ReportRun, ReportState
from reports.services.issue.hold_alone import Held, first_held
from reports.services.packages.bundle_package import _finish
from reports.services.packages.expire_packages import expire_packages
from reports.services.packages.folders import package_file
from reports.services.packages.revive_packages import SILENCE, revive_packages
from reports.services.packages.start_package import NothingToPackError
from reports.services.packages.steer_package import PackageStateError, Steering, steer_package
from tests.appraisal.month import Month
from tests.reports.packages.conftest import Start, work_off

WEEK = datetime.timedelta(days=7, hours=2)


def path_of(run: ReportRun) -> Path:
    """Where the file of a package is."""
    return package_file(current_region_id(), run.key, run.bundle)


@pytest.mark.document
def test_a_package_holds_each_card_under_its_name_and_is_kept_a_week(start: Start, evaluated: Month) -> None:
    run = work_off(start().run)
    assert run.state == ReportState.DONE, run.error
    with zipfile.ZipFile(path_of(run)) as package:
        assert package.namelist() == [f"kartu-nilai_2026-01_{evaluated.budi.nip}_1.02.01.pdf"]
        assert package.testzip() is None
    assert run.file_name == "paket_kartu-nilai_2026-01_53.71.zip"
    assert run.size == path_of(run).stat().st_size
    assert run.expires_at is not None
    assert run.expires_at - timezone.now() > datetime.timedelta(days=6)
    assert not run_folder(current_region_id(), run.key).exists()


@pytest.mark.document
def test_a_package_as_one_pdf_has_a_chapter_a_card_and_its_tags(start: Start) -> None:
    run = work_off(start(bundle=Bundle.PDF).run)
    assert run.file_name == "paket_kartu-nilai_2026-01_53.71.pdf"
    with pikepdf.open(path_of(run)) as pdf, pdf.open_outline() as outline:
        assert [chapter.title for chapter in outline.root] == ["Kartu nilai Budi Santoso, Januari 2026"]
        assert str(pdf.docinfo.Title) == "Kartu nilai seluruh daerah, Januari 2026"
        assert len(pdf.pages) == Document.objects.get().pages
        assert all("/StructParents" in page for page in pdf.pages)


@pytest.mark.document
def test_asking_twice_leads_to_the_package_that_is_being_made(start: Start) -> None:
    first, second = start(), start()
    assert (first.is_new, second.is_new) == (True, False)
    assert first.run == second.run
    assert start(bundle=Bundle.PDF).is_new


@pytest.mark.document
def test_the_same_package_made_again_prints_nothing(start: Start) -> None:
    work_off(start().run)
    again = work_off(start().run)
    [part] = again.parts.all()
    assert (part.documents, part.cached) == (1, 1)
    assert Document.objects.count() == 1


def test_a_period_without_evaluations_has_nothing_to_pack(month: Month, start: Start) -> None:
    with pytest.raises(NothingToPackError, match="Belum ada evaluasi"):
        start(agency=month.cast.kecamatan)
    assert not ReportRun.objects.exists()


@pytest.mark.document
def test_a_cancelled_package_stops_and_goes_on_where_it_was(start: Start, evaluated: Month) -> None:
    actor = actor_of(evaluated.cast.region_admin)
    run = start().run
    steer_package(run=run, act=Steering.CANCEL, actor=actor)
    assert work_off(run).state == ReportState.CANCELLED
    assert not Document.objects.exists()
    steer_package(run=run, act=Steering.RESUME, actor=actor)
    assert work_off(run).state == ReportState.DONE
    acts = AuditEvent.objects.filter(action=AuditEvent.Action.DOCUMENTS_STEERED).order_by("at", "id")
    assert [event.details["act"] for event in acts] == ["start", "cancel", "resume"]


def test_what_is_over_cannot_be_cancelled(start: Start, evaluated: Month) -> None:
    run = start().run
    ReportRun.objects.update(state=ReportState.EXPIRED)
    for act in Steering:
        with pytest.raises(PackageStateError, match="sudah dihapus"):
            steer_package(run=run, act=act, actor=actor_of(evaluated.cast.region_admin))


def test_a_part_that_another_lane_holds_is_left_to_it(start: Start) -> None:
    run = start().run
    [part] = run.parts.all()
    with first_held(Held.PART, [part.pk]) as held:
        work_off(run, steps=2)
    assert held == part.pk
    assert run.parts.get().state == ChunkState.WAITING


@pytest.mark.document
def test_after_a_week_its_file_goes_and_its_row_says_so(start: Start) -> None:
    run = work_off(start().run)
    assert expire_packages(region_id=current_region_id(), now=timezone.now()) == 0
    assert path_of(run).exists()
    assert expire_packages(region_id=current_region_id(), now=timezone.now() + WEEK) == 1
    assert ReportRun.objects.get().state == ReportState.EXPIRED
    assert not path_of(run).exists()


def test_folders_that_nobody_waits_for_are_removed_and_those_of_documents_stay(start: Start) -> None:
    run = start().run
    stray = documents_folder(current_region_id()) / "5f0c3f0e-3c4b-4b57-9d6c-1a3bb0a5a111"
    kept = documents_folder(current_region_id()) / "scorecard"
    for folder in (stray, kept, run_folder(current_region_id(), run.key)):
        folder.mkdir(parents=True)
    expire_packages(region_id=current_region_id(), now=timezone.now() + datetime.timedelta(hours=2))
    assert [folder.exists() for folder in (stray, kept, run_folder(current_region_id(), run.key))] == [
        False,
        True,
        True,
    ]


def test_a_silent_package_is_revived_and_a_lively_one_is_left_alone(start: Start) -> None:
    run = start().run
    assert revive_packages(region_id=current_region_id(), now=timezone.now()) == []
    assert revive_packages(region_id=current_region_id(), now=timezone.now() + SILENCE * 2) == [run]
    ReportRun.objects.update(state=ReportState.CANCELLED)
    assert revive_packages(region_id=current_region_id(), now=timezone.now() + SILENCE * 2) == []


@pytest.mark.document
def test_a_card_that_cannot_be_made_is_named_and_may_be_tried_again(start: Start, evaluated: Month) -> None:
    run = start().run
    with broken_part(run):
        assert work_off(run).state == ReportState.FAILED
    failed = run.parts.get()
    assert (failed.state, failed.documents) == (ChunkState.FAILED, 0)
    assert failed.error.startswith("Budi Santoso")
    steer_package(run=run, act=Steering.RESUME, actor=actor_of(evaluated.cast.region_admin))
    assert work_off(run).state == ReportState.DONE


def test_a_part_that_kills_its_lanes_is_told_as_failed_in_the_end(start: Start) -> None:
    run = start().run
    run.parts.update(attempts=3)
    assert work_off(run).state == ReportState.FAILED
    part = run.parts.get()
    assert (part.state, part.error) == (ChunkState.FAILED, "Pekerja berhenti 3 kali saat membuat bagian ini.")


@pytest.mark.document
def test_a_bundling_that_nobody_wants_any_more_leaves_the_parts_to_who_goes_on(start: Start) -> None:
    run = work_off(start().run, steps=1)
    path_of(run).parent.mkdir()
    path_of(run).touch()
    ReportRun.objects.update(state=ReportState.RUNNING)  # cancelled and resumed while the file was written
    _finish(current_region_id(), run, path_of(run))
    assert not path_of(run).exists()
    assert run_folder(current_region_id(), run.key).exists()


def test_a_bundling_that_kills_its_workers_is_told_as_failed_in_the_end(start: Start) -> None:
    run = start().run
    ReportRun.objects.update(state=ReportState.BUNDLING, attempts=3)
    assert work_off(run).state == ReportState.FAILED
    assert ReportRun.objects.get().error == "Pekerja berhenti 3 kali saat menggabungkan dokumen."


@pytest.mark.document
def test_the_run_is_locked_before_its_part_as_by_who_resumes_it(start: Start) -> None:
    run = start().run
    with CaptureQueriesContext(connection) as captured:
        work_off(run, steps=1)
    said = [one["sql"] for one in captured]
    locked = next(place for place, sql in enumerate(said) if "FOR NO KEY UPDATE" in sql)
    noted = next(place for place, sql in enumerate(said) if sql.startswith("UPDATE") and '"documents" = 1' in sql)
    assert locked < noted


@contextmanager
def broken_part(run: ReportRun) -> Iterator[None]:
    """The folder of the kept documents is a file meanwhile: nothing can be written."""
    folder = documents_folder(current_region_id()) / "scorecard"
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.touch()
    yield
    folder.unlink()
