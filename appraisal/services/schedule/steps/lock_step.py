"""A period is locked, once nothing is under way in it any more."""

from django.db.models.functions import Greatest

from agencies.dates import long_date
from appraisal.models import PeriodExtension
from appraisal.services.periods.load_year import load_counts
from appraisal.services.periods.lock_period import lock_period
from appraisal.services.schedule.steps.evaluate_step import await_evaluation
from appraisal.services.schedule.steps.turn import Outcome, Turn, done, wait


def run(turn: Turn) -> Outcome:
    """Lock it; what is incomplete then stays so."""
    label = turn.span.label
    period = turn.period()
    if period.is_locked:
        return done(f"{label} sudah dikunci sebelumnya.")
    if waiting := _extension(turn) or await_evaluation(turn, period):
        return waiting
    counts = load_counts([period]).get(period.pk)
    lock_period(period=period)
    if counts is None or not counts.incomplete:
        return done(f"{label} dikunci.")
    return done(f"{label} dikunci; {counts.incomplete} hasil tetap belum lengkap.")


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
