"""A period is evaluated: queued for the workers, who may take as long as they need."""

import datetime

from celery import current_app
from kombu.exceptions import OperationalError

from agencies.services.ask_worker import WorkerError
from agencies.tenancy.scope import current_region_id
from appraisal.models import ACTIVE_RUNS, EvaluationRun, Period, RunState, StaleInput
from appraisal.services.evaluation.ask_refresh import ask_refresh
from appraisal.services.runs.start_run import start_run
from appraisal.services.schedule.steps.turn import Outcome, Turn, done, wait

BROKER_SECONDS = 3.0
WHOLE = (EvaluationRun.Cause.SCHEDULE, EvaluationRun.Cause.COMMAND)
"""Why a run was started that leaves nothing out."""


def run(turn: Turn) -> Outcome:
    """Queue a run of the whole region, which waits in the broker until a worker takes it."""
    if lock := turn.lock():
        return done(f"Periode {lock.code} sudah dikunci, jadi tidak dievaluasi lagi.")
    queued = queue(turn.period())
    return done(f"Evaluasi {turn.span.label} diantrekan untuk {queued.people} SKP.")


def queue(period: Period) -> EvaluationRun:
    """A run of a period for the region.

    Raises:
        WorkerError: no broker answers, so nothing is written.
    """
    refuse_silent_broker()
    return start_run(region_id=current_region_id(), period_id=period.pk, cause=EvaluationRun.Cause.SCHEDULE).run


def await_evaluation(turn: Turn, period: Period, *, since: datetime.datetime | None = None) -> Outcome | None:
    """What a later step waits for: a run under way, one that is queued here, or changed inputs; None once it may go on.

    ``since`` asks for a run of the whole region that began then or later.
    """
    label = turn.span.label
    active = EvaluationRun.objects.filter(period=period, state__in=ACTIVE_RUNS)
    asked_for = set(active.exclude(cause=EvaluationRun.Cause.NIGHT).values_list("state", flat=True))
    if RunState.PAUSED in asked_for:
        return wait(f"Evaluasi {label} sedang dijeda. Lanjutkan atau batalkan proses itu agar langkah ini berjalan.")
    if asked_for:
        return wait(f"Menunggu evaluasi {label} selesai.")
    if find_whole_run(period, since=since) is None:
        queue(period)
        return wait(f"Evaluasi {label} diantrekan lebih dahulu.")
    if active.exists():
        return wait(f"Menunggu evaluasi {label} selesai.")
    if StaleInput.objects.filter(first_day__lte=period.last_day, last_day__gte=period.first_day).exists():
        ask_refresh()
        return wait(f"Menunggu masukan {label} yang baru berubah selesai dihitung.")
    return None


def find_whole_run(period: Period, *, since: datetime.datetime | None = None) -> EvaluationRun | None:
    """The newest finished run in which all of the region counted, also levels that were not sent. One query.

    The checks of a night leave out what is not sent, and runs that somebody asks for in mid-month may; single
    evaluations, as a rater's delivery writes one, say nothing of the others.
    """
    finished = EvaluationRun.objects.filter(period=period, agency=None, state=RunState.DONE, cause__in=WHOLE)
    if since is not None:
        finished = finished.filter(started_at__gte=since)
    return finished.order_by("-started_at").first()


def refuse_silent_broker() -> None:
    """Do nothing where the broker answers; a worker may come later.

    Raises:
        WorkerError: it does not.
    """
    try:
        with current_app.connection_for_write(connect_timeout=BROKER_SECONDS) as link:
            link.ensure_connection(max_retries=1, interval_start=0, timeout=BROKER_SECONDS)
    except (OperationalError, OSError) as error:
        msg = "Antrean (broker) tidak menjawab, jadi evaluasi belum diantrekan."
        raise WorkerError(msg) from error
