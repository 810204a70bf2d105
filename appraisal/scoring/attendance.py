"""Rule 6: from attendance recaps to the attendance score."""

from decimal import Decimal

from appraisal.scoring.card import AttendanceMonthResult, AttendanceResult
from appraisal.scoring.rounding import HUNDRED, ZERO, mean_of, multiply, published, subtract, sum_of
from appraisal.scoring.scheme import AttendanceCuts, Scheme
from appraisal.scoring.types import AttendanceMonth, Sheet


def score_attendance(sheet: Sheet, scheme: Scheme) -> AttendanceResult:
    """The mean of the plan's months that have a recap.

    Raises:
        ValueError: if a month has two recaps.
    """
    recaps = sorted(recap for recap in sheet.attendance if recap.month in sheet.months)
    if len({recap.month for recap in recaps}) < len(recaps):
        raise ValueError("a month has two attendance recaps")
    months = tuple(_score_month(recap, scheme.attendance) for recap in recaps)
    return AttendanceResult(months, mean_of([month.score for month in months]) if months else None)


def _score_month(recap: AttendanceMonth, cuts: AttendanceCuts) -> AttendanceMonthResult:
    events = (recap.tk, *recap.tl, *recap.psw)
    prices = (cuts.tk, *cuts.tl, *cuts.psw)
    cut = published(sum_of(multiply(Decimal(event), price) for event, price in zip(events, prices, strict=True)))
    return AttendanceMonthResult(*recap, cut=cut, score=attendance_score(cut))


def attendance_score(cut: Decimal) -> Decimal:
    """What is left of 100 after the cuts, at least 0."""
    return published(max(subtract(HUNDRED, cut), ZERO))
