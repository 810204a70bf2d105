"""Which years were judged, by whom, and when a year can be judged at all."""

import datetime
from collections.abc import Collection, Mapping

from django.utils.translation import gettext as _

from agencies.dates import long_date
from appraisal.documents.judgement import Judgement, JudgementState
from appraisal.models import Delivery, FinalJudgement, Period, PeriodKind
from appraisal.period_codes import parse_period_code

DECEMBER = 12


def find_judgements(*, period: Period, plan_ids: Collection[int]) -> dict[int, Judgement]:
    """The judgements of some plans in a period, by plan. One query; none where the period is no year."""
    if period.kind != PeriodKind.YEAR or not plan_ids:
        return {}
    rows = FinalJudgement.objects.filter(period_id=period.pk, plan_id__in=list(plan_ids))
    columns = ("note", "judged_by_name", "judged_at", "fingerprint", "edition")
    return {plan_id: Judgement(*row) for plan_id, *row in rows.values_list("plan_id", *columns)}


def state_of(judgement: Judgement | None, fingerprint: str | None) -> JudgementState:
    """How a judgement stands beside the result in force; without one there is nothing that could have changed."""
    if judgement is None:
        return JudgementState.NONE
    is_the_judged = fingerprint is None or judgement.fingerprint == fingerprint
    return JudgementState.JUDGED if is_the_judged else JudgementState.OUTDATED


def not_yet(period: Period, today: datetime.date) -> str:
    """Why a year cannot be judged at this early day; empty from the first day of its last month on."""
    begins = datetime.date(period.first_day.year, DECEMBER, 1)
    if today >= begins:
        return ""
    values = {"period": parse_period_code(period.code).label, "day": long_date(begins)}
    return _("Penilaian akhir %(period)s dibuka %(day)s, ketika bulan terakhirnya dimulai.") % values


def refusal_to_deliver(*, period: Period, plan_id: int, revision: int, fingerprint: str) -> str:
    """Why a year's result is not delivered by hand: nobody judged it, or another one was judged. Else empty.

    What the schedule has delivered may get its recommendation without a judgement. Two queries at most.
    """
    if period.kind != PeriodKind.YEAR:
        return ""
    judgement = find_judgements(period=period, plan_ids=[plan_id]).get(plan_id)
    state = state_of(judgement, fingerprint)
    if state is JudgementState.JUDGED or _is_delivered(period, plan_id, revision):
        return ""
    values: Mapping[str, str] = {"period": parse_period_code(period.code).label}
    if period.is_locked:
        return (
            _(
                "%(period)s dikunci sebelum hasil ini ditetapkan. Minta pembukaan kepada admin daerah, dengan "
                "alasan, lalu tetapkan penilaian akhirnya."
            )
            % values
        )
    if state is JudgementState.OUTDATED:
        return _("Hasil berubah sejak penilaian akhir %(period)s ditetapkan. Tinjau dan tetapkan lagi.") % values
    return _("Tetapkan penilaian akhir %(period)s lebih dahulu, setelah melihat bulan-bulannya.") % values


def _is_delivered(period: Period, plan_id: int, revision: int) -> bool:
    return Delivery.objects.filter(period_id=period.pk, plan_id=plan_id, revision=revision).exists()
