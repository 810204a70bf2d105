"""A period opens by itself, with the deadlines of its schedule."""

from agencies.dates import long_date
from appraisal.models import Period, ScheduledStep
from appraisal.services.periods.ensure_period import ensure_period
from appraisal.services.schedule.steps.turn import Outcome, Turn, done

Step = ScheduledStep.Step


def run(turn: Turn) -> Outcome:
    """Make the period, and say until when people report and rate.

    Of one that is there already the deadlines follow the schedule by themselves, but for those that are over: to give
    ratings more time then would open what peers sealed (docs/adr/0008).
    """
    label = turn.span.label
    was_there = Period.objects.filter(code=turn.step.period_code).exists()
    period = ensure_period(code=turn.step.period_code)
    if period.is_locked:
        return done(f"{label} sudah dikunci, jadi tidak dibuka lagi.")
    if not was_there:
        _give_deadlines(period)
    opened = f"{label} sudah dibuka sebelumnya" if was_there else f"{label} dibuka"
    if period.report_until is None:
        return done(f"{opened}.")
    return done(f"{opened}; realisasi dilaporkan paling lambat {long_date(period.report_until)}.")


def _give_deadlines(period: Period) -> None:
    """Two statements."""
    deadlines = dict(
        ScheduledStep.objects.filter(
            period_code=period.code, step__in=[Step.CLOSE_ENTRY, Step.CLOSE_SCORING]
        ).values_list("step", "due_on")
    )
    period.report_until = deadlines.get(Step.CLOSE_ENTRY, period.report_until)
    period.rate_until = deadlines.get(Step.CLOSE_SCORING, period.rate_until)
    period.save(update_fields=["report_until", "rate_until"])
