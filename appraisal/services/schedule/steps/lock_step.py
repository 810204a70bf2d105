"""A period is locked, once nothing is under way in it any more."""

import datetime

from django.db.models.functions import Greatest

from agencies.dates import long_date
from appraisal.models import EvaluationFailure, Period, PeriodExtension, ScheduledStep
from appraisal.services.delivery.deliver_by_schedule import deliver_by_schedule
from appraisal.services.periods.load_year import load_counts
from appraisal.services.periods.lock_period import lock_period
from appraisal.services.schedule.steps.evaluate_step import await_evaluation, find_whole_run
from appraisal.services.schedule.steps.turn import Outcome, Turn, done, wait


def run(turn: Turn) -> Outcome:
    """Lock it; what is incomplete then stays so.

    The row is held before anything is asked: whoever is changing an input of the period finishes first, and is seen.
    """
    period = Period.objects.select_for_update().get(pk=turn.period().pk)
    if period.is_locked:
        return done(f"{turn.span.label} sudah dikunci sebelumnya.")
    if waiting := _extension(turn) or await_evaluation(turn, period, since=_beginning(turn)):
        return waiting
    delivered = _deliver_again(turn, period)
    counts = load_counts([period]).get(period.pk)
    lock_period(period=period)
    return done(_sentence(turn, delivered, counts.incomplete if counts else 0, _failures(turn, period)))


def _beginning(turn: Turn) -> datetime.datetime:
    """When the day of the lock began: what no trigger sees is found by a run of that day."""
    return datetime.datetime.combine(turn.step.due_on, datetime.time.min, turn.zone)


def _deliver_again(turn: Turn, period: Period) -> int:
    """How many results were handed over that came after the day of delivering, such as those of an extension."""
    step = ScheduledStep.Step.DELIVER
    delivers = ScheduledStep.objects.filter(period_code=period.code, step=step, state=ScheduledStep.State.DONE)
    return deliver_by_schedule(period=period, now=turn.now).delivered if delivers.exists() else 0


def _failures(turn: Turn, period: Period) -> int:
    """How many plans the run before the lock could not evaluate."""
    run = find_whole_run(period, since=_beginning(turn))
    return EvaluationFailure.objects.filter(run=run).count() if run is not None else 0


def _sentence(turn: Turn, delivered: int, incomplete: int, failed: int) -> str:
    parts = [f"{turn.span.label} dikunci"]
    if delivered:
        parts.append(f"{delivered} hasil disampaikan sebelum dikunci")
    if incomplete:
        parts.append(f"{incomplete} hasil tetap belum lengkap")
    if failed:
        parts.append(f"{failed} SKP gagal dievaluasi")
    return "; ".join(parts) + "."


def _extension(turn: Turn) -> Outcome | None:
    """The wait for whoever has more time, in the period or in one inside it, which the lock would close as well."""
    first_day, last_day = turn.span.days
    running = PeriodExtension.objects.filter(
        ended_at__isnull=True, period__first_day__gte=first_day, period__last_day__lte=last_day
    ).annotate(until=Greatest("report_until", "rate_until"))
    longest = running.filter(until__gte=turn.today).order_by("-until").values_list("agency__name", "until").first()
    if longest is None:
        return None
    name, until = longest
    return wait(f"Menunggu perpanjangan {name} sampai {long_date(until)}.")
