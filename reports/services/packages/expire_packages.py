"""What is no longer needed goes: files of packages after a week, folders of runs that nobody waits for."""

import datetime
import shutil
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

from django.db.models import Q
from django.db.models.functions import Coalesce

from agencies.tenancy.scope import region_scope
from reports.files import documents_folder, is_older
from reports.models import ACTIVE_REPORTS, Bundle, ReportRun, ReportState
from reports.services.packages.folders import package_file, packages_folder

FORGOTTEN = datetime.timedelta(days=1)
"""A command that has not come back for so long was ended; a stopped package keeps its parts for so long."""

YOUNG = datetime.timedelta(hours=1)
"""What was touched just now may be of a run that begins at this moment."""


def expire_packages(*, region_id: int, now: datetime.datetime) -> int:
    """Remove what is over in a region; returns how many packages expired. Safe to run often, and late."""
    with region_scope(region_id):
        _close_forgotten(now)
        over = ReportRun.objects.filter(state=ReportState.DONE, expires_at__lte=now)
        files = [package_file(region_id, key, bundle) for key, bundle in over.values_list("key", "bundle")]
        expired = over.update(state=ReportState.EXPIRED)
        needed = _needed(now)
        kept = set(ReportRun.objects.filter(state=ReportState.DONE).values_list("key", flat=True))
    for file in files:  # after the commit: until then somebody may be told that they are there
        file.unlink(missing_ok=True)
    for folder in _run_folders(region_id):
        if UUID(folder.name) not in needed and is_older(folder, now, YOUNG):
            shutil.rmtree(folder, ignore_errors=True)
    for file in _stray_files(region_id, {str(key) for key in kept}):
        if is_older(file, now, YOUNG):
            file.unlink(missing_ok=True)
    return expired


def _close_forgotten(now: datetime.datetime) -> None:
    """A command closes its own run; where it was ended before, nobody waits for the run any more."""
    commands = ReportRun.objects.filter(bundle=Bundle.FOLDER, state=ReportState.RUNNING, requested_by_name="")
    silent = commands.alias(news=Coalesce("progressed_at", "started_at")).filter(news__lte=now - FORGOTTEN)
    silent.update(state=ReportState.CANCELLED, finished_at=now)


def _needed(now: datetime.datetime) -> set[UUID]:
    active = Q(state__in=ACTIVE_REPORTS)
    stopped = Q(state__in=[ReportState.CANCELLED, ReportState.FAILED], finished_at__gt=now - FORGOTTEN)
    return set(ReportRun.objects.filter(active | stopped).values_list("key", flat=True))


def _run_folders(region_id: int) -> Iterator[Path]:
    folder = documents_folder(region_id)
    for one in folder.iterdir() if folder.exists() else ():
        try:
            UUID(one.name)
        except ValueError:  # the folder of a kind of document
            continue
        yield one


def _stray_files(region_id: int, kept: set[str]) -> Iterator[Path]:
    """Files of packages that are not done: half-written ones, and those of packages that were stopped meanwhile."""
    folder = packages_folder(region_id)
    return (one for one in (folder.iterdir() if folder.exists() else ()) if one.stem not in kept)
