"""A period is evaluated: queued for the workers, who may take as long as they need."""

from celery import current_app
from kombu.exceptions import OperationalError

from agencies.services.ask_worker import WorkerError
from agencies.tenancy.scope import current_region_id
from appraisal.models import EvaluationRun, Period, RunState, StaleInput
from appraisal.services.evaluation.queue_evaluation import queue_evaluation
from appraisal.services.schedule.steps.turn import Outcome, Turn, done, wait

BROKER_SECONDS = 3.0
ACTIVE = (RunState.RUNNING, RunState.PAUSED)


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
    return queue_evaluation(region_id=current_region_id(), period_id=period.pk, cause=EvaluationRun.Cause.SCHEDULE)


def await_evaluation(turn: Turn, period: Period) -> Outcome | None:
    """What a later step waits for: a run under way, or one that is queued here; None once it may go on."""
    runs = EvaluationRun.objects.filter(period=period)
    if runs.filter(state__in=ACTIVE).exists():
        return wait(f"Menunggu evaluasi {turn.span.label} selesai.")
    if _lacks_evaluation(period):
        queue(period)
        return wait(f"Evaluasi {turn.span.label} diantrekan lebih dahulu.")
    return None


def _lacks_evaluation(period: Period) -> bool:
    """Whether the whole region was never evaluated, or an input changed since and nobody has computed it again.

    Single evaluations say nothing of the others: a rater's delivery writes one.
    """
    finished = EvaluationRun.objects.filter(period=period, agency=None, state=RunState.DONE)
    last = finished.order_by("-started_at").values_list("started_at", flat=True).first()
    changed = StaleInput.objects.filter(first_day__lte=period.last_day, last_day__gte=period.first_day)
    return last is None or changed.filter(noted_at__gt=last).exists()


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
