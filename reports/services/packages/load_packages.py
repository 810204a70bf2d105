"""Packages as people see them: who may have which, how far each is, how quick, how long yet."""

import datetime
import math
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import F, Q, QuerySet, Sum
from django.db.models.functions import Greatest
from django.utils import timezone

from agencies.models import AuditEvent
from agencies.services.ask_worker import worker_answers
from appraisal.documents.file_size import file_size_text
from appraisal.models import ChunkState
from appraisal.period_codes import parse_period_code
from reports.models import ACTIVE_REPORTS, Bundle, ReportPart, ReportRun, ReportState
from reports.services.packages.steer_package import Steering, is_open_to

#: No part done for so long: the page asks whether a worker is there at all.
SILENCE = datetime.timedelta(seconds=15)
ASK_SECONDS = 0.5
#: So many names stand under a reason; the ZIP lists all.
NAMED = 20
DONE = ~Q(state=ChunkState.WAITING)
SUBJECTS = Greatest(F("subject_ids__len"), 1)


@dataclass(frozen=True, slots=True)
class ListedPackage:
    """A package in a line: what, of which period and unit (empty: the region), who asked, and how far it is."""

    key: uuid.UUID
    what: str
    period_label: str
    agency: str
    bundle: str
    asked_by: str
    started_at: datetime.datetime
    expires_at: datetime.datetime | None
    state: str
    total: int
    done: int
    documents: int
    cached: int
    failed: int
    size: int

    @property
    def made(self) -> int:
        """Of how many subjects the documents are there: those that failed are done, and not made."""
        return max(self.done - self.failed, 0)

    @property
    def size_words(self) -> str:
        """`240 KB`, `1,3 MB`."""
        return file_size_text(self.size)


@dataclass(frozen=True, slots=True)
class Failure:
    """A reason with those whom it concerns, ``more`` of them unnamed; nobody where it was not told of whom."""

    reason: str
    names: Sequence[str]
    more: int


@dataclass(frozen=True, slots=True)
class PackageProgress:
    """``a_minute`` documents, and ``minutes_left`` rounded up; each ``None`` where it cannot be told."""

    listed: ListedPackage
    a_minute: int | None
    minutes_left: int | None
    took: datetime.timedelta | None
    is_active: bool
    is_silent: bool
    answers: bool
    may_resume: bool
    failures: Sequence[Failure]


@dataclass(frozen=True, slots=True)
class SteeringLine:
    """Who started, cancelled or resumed the package, and when."""

    act: str
    name: str
    at: datetime.datetime


def readable_packages(unit_ids: frozenset[int] | None) -> QuerySet[ReportRun]:
    """The packages of some units, the newest first; ``None``: of the whole region."""
    packages = ReportRun.objects.exclude(bundle=Bundle.FOLDER).select_related("period", "agency")
    if unit_ids is not None:
        packages = packages.filter(agency_id__in=unit_ids)
    return packages.order_by("-started_at", "-id")


def listed_packages(runs: Sequence[ReportRun]) -> list[ListedPackage]:
    """The lines of some packages; one query for all of them."""
    counted = ReportPart.objects.filter(run__in=[run.pk for run in runs]).order_by().values("run_id")
    rows = counted.annotate(
        total=Sum(SUBJECTS, default=0),
        done=Sum(SUBJECTS, filter=DONE, default=0),
        all_documents=Sum("documents", default=0),
        all_cached=Sum("cached", default=0),
    ).values_list("run_id", "total", "done", "all_documents", "all_cached")
    told = {run_id: figures for run_id, *figures in rows}
    failed = _failures_of(runs)
    return [_listed(run, told.get(run.pk, [0, 0, 0, 0]), len(failed.get(run.pk, []))) for run in runs]


def load_progress(run: ReportRun) -> PackageProgress:
    """How far a package is; a fixed number of queries. Asks the workers where it is silent."""
    [listed] = listed_packages([run])
    now = timezone.now()
    is_active = run.state in ACTIVE_REPORTS
    is_silent = run.state == ReportState.RUNNING and now - (run.progressed_at or run.started_at) > SILENCE
    speed = _speed(run, listed) if run.state == ReportState.RUNNING else None
    return PackageProgress(
        listed=listed,
        a_minute=math.floor(speed * 60) if speed and speed * 60 >= 1 else None,
        minutes_left=math.ceil((listed.total - listed.done) / speed / 60) if speed and not is_silent else None,
        took=run.finished_at - run.started_at if run.finished_at else None,
        is_active=is_active,
        is_silent=is_silent,
        answers=worker_answers(seconds=ASK_SECONDS) if is_silent else True,
        may_resume=is_open_to(run, Steering.RESUME),
        failures=grouped_failures(_failures_of([run]).get(run.pk, [])),
    )


def steering_of(run: ReportRun) -> list[SteeringLine]:
    """What was done to a package since it was asked for, the oldest first."""
    events = _steered(run).order_by("at")
    return [SteeringLine(event.details["act"], event.actor_name, event.at) for event in events]


def grouped_failures(lines: Iterable[str]) -> list[Failure]:
    """Lines like `name: reason` by their reasons: what hinders all is said once."""
    names: dict[str, list[str]] = {}
    for line in lines:
        name, separator, reason = line.partition(": ")
        named = names.setdefault(reason if separator else line, [])
        if separator:
            named.append(name)
    return [Failure(reason, found[:NAMED], max(len(found) - NAMED, 0)) for reason, found in names.items()]


def _steered(run: ReportRun) -> QuerySet[AuditEvent]:
    action = AuditEvent.Action.DOCUMENTS_STEERED
    # Where the package is started, its event has the moment of the same transaction.
    return AuditEvent.objects.filter(action=action, at__gte=run.started_at - SILENCE, details__run=str(run.key))


def _speed(run: ReportRun, listed: ListedPackage) -> float | None:
    """Subjects a second since the package was started, or last resumed."""
    since, before = run.started_at, 0
    resumed = _steered(run).filter(details__act=Steering.RESUME.value).order_by("-at").first()
    if resumed is not None:
        first = run.parts.order_by("number").values_list(SUBJECTS, flat=True).first() or 1
        since, before = resumed.at, resumed.details.get("parts_done", 0) * first
    seconds = ((run.progressed_at or since) - since).total_seconds()
    done = listed.done - before
    return done / seconds if seconds > 0 and done > 0 else None


def _failures_of(runs: Sequence[ReportRun]) -> dict[int, list[str]]:
    failed: dict[int, list[str]] = {}
    rows = ReportPart.objects.filter(run__in=[run.pk for run in runs], state=ChunkState.FAILED)
    for run_id, error in rows.order_by("run_id", "number").values_list("run_id", "error"):
        failed.setdefault(run_id, []).extend(error.splitlines())
    return failed


def _listed(run: ReportRun, told: Sequence[int], failed: int) -> ListedPackage:
    total, done, documents, cached = told
    return ListedPackage(
        key=run.key,
        what=run.get_kind_display(),
        period_label=parse_period_code(run.period.code).label,
        agency=run.agency.name if run.agency else "",
        bundle=run.get_bundle_display(),
        asked_by=run.requested_by_name,
        started_at=run.started_at,
        expires_at=run.expires_at,
        state=run.state,
        total=total,
        done=done,
        documents=documents,
        cached=cached,
        failed=failed,
        size=run.size,
    )
