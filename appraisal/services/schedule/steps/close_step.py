"""Reporting or rating closes once its last day is over."""

from appraisal.models import ScheduledStep
from appraisal.services.periods.close_part import close_part
from appraisal.services.periods.closings import Part
from appraisal.services.schedule.steps.turn import Outcome, Turn, done

_PARTS = {ScheduledStep.Step.CLOSE_ENTRY: Part.ENTRY, ScheduledStep.Step.CLOSE_SCORING: Part.SCORING}


def run(turn: Turn) -> Outcome:
    """Close it, unless a lock or somebody's hand already did."""
    part = _PARTS[ScheduledStep.Step(turn.step.step)]
    named = f"{part.capitalize()} {turn.span.label}"
    period = turn.period()
    if period.is_locked:
        return done(f"{turn.span.label} sudah dikunci, jadi tidak ada yang ditutup.")
    if getattr(period, part.column) is not None:
        return done(f"{named} sudah ditutup sebelumnya.")
    close_part(period=period, part=part, now=turn.now)
    return done(f"{named} ditutup.")
