"""One step of a lane: the next waiting part of a run, or the bundling once there is none."""

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.utils import timezone

from agencies.models import Agency
from agencies.tenancy.scope import region_scope
from appraisal.models import ChunkState, Evaluation
from appraisal.services.runs.evaluate_plans import NOT_OF_A_PLAN
from reports.documents.printing import PartsMissingError
from reports.models import ACTIVE_REPORTS, Bundle, DocumentKind, ReportPart, ReportRun, ReportState
from reports.services.issue.hold_alone import Held, first_held
from reports.services.issue.make_documents import Made
from reports.services.issue.request_document import failure_text
from reports.services.packages.bundle_package import bundle_package
from reports.services.packages.folders import drop_folder, put_part
from reports.services.packages.send_lanes import send_lanes
from reports.services.render_reports import make_part

#: A part at which its lane dies so often is told as failed: it would kill one worker after another.
ATTEMPTS = 3
#: A lane looks no further than so many waiting parts: as many lanes at once are more than any installation has.
NEAREST = 64

logger = logging.getLogger("timbang.reports")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a part: the documents, and a line for each subject that could not be made."""

    made: Sequence[Made] = ()
    failures: Sequence[str] = field(default=())


def take_step(*, region_id: int, run_id: int) -> bool:
    """Do the next step of a run, and send the lane on once that is committed; returns whether it goes on.

    In the region's time zone, outside any scope. A lane ends where the run is over or cancelled, or where other lanes
    hold all that is left.
    """
    with region_scope(region_id):
        run = ReportRun.objects.select_related("period").filter(pk=run_id).first()
    if run is None:
        return False
    if run.state == ReportState.BUNDLING:
        bundle_package(region_id=region_id, run=run)
        return False
    if run.state != ReportState.RUNNING:
        return False
    return _take_part(region_id, run)


def _take_part(region_id: int, run: ReportRun) -> bool:
    with _free_part(region_id, run) as part:
        if part is None:
            return False
        outcome = _begin(region_id, part) or _put(region_id, run, part)
        with region_scope(region_id):
            # The run before its part, as in `steer_package`: the other way round they would wait for each other.
            held = ReportRun.objects.select_for_update(no_key=True).get(pk=run.pk)
            _note(part, outcome)
            goes_on = _progress(region_id, held)
    return goes_on


@contextmanager
def _free_part(region_id: int, run: ReportRun) -> Iterator[ReportPart | None]:
    """A waiting part that nobody else works on, held to the end of the block."""
    waiting = ReportPart.objects.filter(run_id=run.pk, state=ChunkState.WAITING)
    with region_scope(region_id):  # First those at which no lane has died yet.
        nearest = list(waiting.order_by("attempts", "number").values_list("id", flat=True)[:NEAREST])
    with first_held(Held.PART, nearest) as part_id:
        with region_scope(region_id):  # Between the look and the hold somebody may have done it.
            part = None if part_id is None else waiting.filter(pk=part_id).first()
        if part_id is not None and part is None:
            _call_again(region_id, run.pk)
        yield part


def _begin(region_id: int, part: ReportPart) -> Outcome | None:
    """Count the attempt beforehand; the outcome, where the lane has died too often."""
    if part.attempts >= ATTEMPTS:
        return Outcome(failures=[f"Pekerja berhenti {part.attempts} kali saat membuat bagian ini."])
    with region_scope(region_id):
        ReportPart.objects.filter(pk=part.pk).update(attempts=part.attempts + 1)
    return None


def _made(region_id: int, run: ReportRun, part: ReportPart) -> Outcome:
    try:
        return make_part_apart(region_id, run, part)
    except NOT_OF_A_PLAN:  # The database is in trouble: that is no death of this part.
        with region_scope(region_id):
            ReportPart.objects.filter(pk=part.pk).update(attempts=part.attempts)
        raise


def _put(region_id: int, run: ReportRun, part: ReportPart) -> Outcome:
    """Make the documents of a part and put them in its folder; where that cannot be written, all have failed.

    A document that was superseded on its way there, and whose file has gone, is made once more.
    """
    outcome = _made(region_id, run, part)
    try:
        try:
            put_part(region_id, run.key, part.number, outcome.made)
        except FileNotFoundError:
            outcome = _made(region_id, run, part)
            put_part(region_id, run.key, part.number, outcome.made)
    except OSError as error:
        return _all_failed(region_id, run, part, error)
    return outcome


def make_part_apart(region_id: int, run: ReportRun, part: ReportPart) -> Outcome:
    """Make the documents of a part; where that fails, each by itself, so that one bad subject costs the others nothing.

    Raises:
        OperationalError, InterfaceError, …: the database is in trouble, not a document.
    """
    kind = DocumentKind(run.kind)
    try:
        return Outcome(make_part(region_id, kind, run.period_id, part.subject_ids))
    except NOT_OF_A_PLAN:
        raise
    except Exception as error:  # noqa: BLE001 - whatever the data of a document can bring about
        if isinstance(error, PartsMissingError | OSError) or len(part.subject_ids) <= 1:
            return _all_failed(region_id, run, part, error)
    outcomes = [make_part_apart(region_id, run, ReportPart(subject_ids=[one])) for one in part.subject_ids]
    return Outcome([made for one in outcomes for made in one.made], [line for one in outcomes for line in one.failures])


def _all_failed(region_id: int, run: ReportRun, part: ReportPart, error: Exception) -> Outcome:
    """Each subject of a part with the reason."""
    names = [_name_of(region_id, run, one) for one in part.subject_ids] or [DocumentKind(run.kind).label]
    reason = failure_text(error)
    return Outcome(failures=[f"{name}: {reason}" for name in names])


def _name_of(region_id: int, run: ReportRun, subject_id: int) -> str:
    with region_scope(region_id):
        if run.kind == DocumentKind.AGENCY_SUMMARY:
            unit = Agency.objects.values_list("name", flat=True).filter(pk=subject_id).first()
            return unit or "Unit yang sudah tidak ada"
        people = Evaluation.objects.filter(period_id=run.period_id, plan_id=subject_id).latest()
        found = people.values_list("employee__name", "employee__nip").first()
    return f"{found[0]} ({found[1]})" if found else "Evaluasi yang sudah tidak ada"


def _note(part: ReportPart, outcome: Outcome) -> None:
    part.state = ChunkState.FAILED if outcome.failures else ChunkState.DONE
    part.error = "\n".join(outcome.failures)
    part.documents = len(outcome.made)
    part.cached = sum(not one.is_new for one in outcome.made)
    part.save(update_fields=["state", "error", "documents", "cached"])


def _progress(region_id: int, run: ReportRun) -> bool:
    """Say that a part is done; after the last one the run goes on to its bundling, exactly once.

    The row of the run is locked until the commit, so the next one to come here sees this part done.
    """
    run.progressed_at = timezone.now()
    if run.state == ReportState.RUNNING and not run.parts.filter(state=ChunkState.WAITING).exists():
        _end(region_id, run)
    run.save(update_fields=["progressed_at", "state", "finished_at"])
    goes_on = run.state in ACTIVE_REPORTS
    if goes_on:
        send_lanes(region_id=region_id, run_id=run.pk, lanes=1)
    return goes_on


def _end(region_id: int, run: ReportRun) -> None:
    """A package is bundled; a night's preparation is over; a command closes its run itself."""
    if run.bundle != Bundle.FOLDER:
        run.state = ReportState.BUNDLING
    elif run.requested_by_name:
        run.state, run.finished_at = ReportState.DONE, timezone.now()
        drop_folder(region_id, run.key)


def _call_again(region_id: int, run_id: int) -> None:
    with region_scope(region_id):
        send_lanes(region_id=region_id, run_id=run_id, lanes=1)
