"""Packages of documents through real workers: what the command makes, and each card exactly once whatever dies."""

import datetime
import hashlib
import zipfile
from pathlib import Path

import pytest
from celery import current_app
from django.utils import timezone

from agencies.models import Region, Role
from agencies.permissions import Actor, actor_of
from agencies.tenancy.scope import region_scope
from appraisal.models import Evaluation, Period
from appraisal.services.evaluation.evaluate_period import evaluate_period
from reports.models import Bundle, Document, DocumentKind, ReportPart, ReportRun, ReportState
from reports.services.packages.folders import package_file
from reports.services.packages.revive_packages import SILENCE, revive_packages
from reports.services.packages.start_package import start_package
from reports.services.packages.steer_package import Steering, steer_package
from reports.services.render_reports import Order
from tests.factories import a_role, an_account
from tests.performance.generator import generate_region
from tests.reports.conftest import _a_printer
from tests.reports.printed import render
from tests.worker.conftest import Worker
from tests.worker.watching import wait_until

__all__ = ["_a_printer"]

pytestmark = [pytest.mark.worker, pytest.mark.document]

CARDS = 30


@pytest.fixture
def region(transactional_db: None) -> Region:
    """Thirty people in January 2026, evaluated."""
    region = generate_region(employees=CARDS, items=4, agencies=2)
    with region_scope(region.pk):
        period = Period.objects.get(code="2026-01")
    evaluate_period(region_id=region.pk, period_id=period.pk)
    return region


@pytest.fixture
def actor(region: Region) -> Actor:
    """The region's admin."""
    with region_scope(region.pk):
        account = an_account("uji-admin")
        a_role(account, Role.REGION_ADMIN)
        return actor_of(account)


def start(region: Region, actor: Actor, bundle: Bundle = Bundle.ZIP) -> ReportRun:
    """Ask for all scorecards of the region."""
    with region_scope(region.pk):
        order = Order(DocumentKind.SCORECARD, Period.objects.get(code="2026-01").pk)
        return start_package(order=order, bundle=bundle, actor=actor).run


def state_of(region: Region) -> str:
    """Of the newest package."""
    with region_scope(region.pk):
        return ReportRun.objects.exclude(bundle=Bundle.FOLDER).latest("pk").state


def parts_done(region: Region) -> int:
    """Of the newest package."""
    with region_scope(region.pk):
        return ReportPart.objects.filter(state="done").count()


def wait_until_done(region: Region) -> None:
    """Until the newest package is."""
    wait_until(lambda: state_of(region) == ReportState.DONE, "paket selesai")


def revive(region: Region) -> None:
    """What the clock does every minute, once the package has been silent for long enough."""
    revive_packages(region_id=region.pk, now=timezone.now() + SILENCE + datetime.timedelta(seconds=1))


def packed(region: Region, run: ReportRun) -> dict[str, str]:
    """The files of a ZIP by name, as digests."""
    with zipfile.ZipFile(package_file(region.pk, run.key, Bundle.ZIP)) as package:
        assert len(package.namelist()) == len(set(package.namelist()))
        return {name: hashlib.sha256(package.read(name)).hexdigest() for name in package.namelist()}


def assert_each_card_once(region: Region, run: ReportRun) -> None:
    """The package has one card a plan, each was issued once, and the file is the one that was registered."""
    with region_scope(region.pk):
        plans = Evaluation.objects.latest().values_list("plan_id", flat=True).order_by("plan_id")
        issued = Document.objects.filter(made_at__isnull=False)
        assert list(issued.values_list("plan_id", flat=True).order_by("plan_id")) == list(plans)
        registered = set(issued.values_list("file_hash", flat=True))
    files = packed(region, run)
    assert len(files) == CARDS
    assert set(files.values()) == registered


def test_a_package_holds_the_files_of_the_command(worker: Worker, region: Region, actor: Actor, tmp_path: Path) -> None:
    run = start(region, actor)
    wait_until_done(region)
    folder = tmp_path / "dokumen"
    render("scorecards", region, folder)
    made = {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in folder.iterdir()}
    assert packed(region, run) == made
    assert_each_card_once(region, run)


def test_killed_in_the_middle_and_revived_it_makes_each_card_once(
    worker: Worker, region: Region, actor: Actor, tmp_path: Path
) -> None:
    run = start(region, actor)
    wait_until(lambda: parts_done(region) > 0, "satu bagian selesai")
    worker.kill()
    assert state_of(region) == ReportState.RUNNING
    second = Worker(tmp_path / "second.log", processes=2)
    revive(region)
    wait_until_done(region)
    second.kill()
    assert_each_card_once(region, run)


def test_cancelled_in_the_middle_and_resumed_it_makes_each_card_once(
    worker: Worker, region: Region, actor: Actor
) -> None:
    run = start(region, actor)
    wait_until(lambda: parts_done(region) > 0, "satu bagian selesai")
    with region_scope(region.pk):
        steer_package(run=run, act=Steering.CANCEL, actor=actor)
        steer_package(run=run, act=Steering.RESUME, actor=actor)
    wait_until_done(region)
    assert_each_card_once(region, run)


def test_a_package_whose_messages_are_lost_is_revived(
    empty_queue: None, region: Region, actor: Actor, tmp_path: Path
) -> None:
    run = start(region, actor)
    current_app.control.purge()
    second = Worker(tmp_path / "second.log")
    revive(region)
    wait_until_done(region)
    second.kill()
    assert_each_card_once(region, run)
