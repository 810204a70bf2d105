"""The year of one plan before its rater: the figures with how they come about, and what happened in the year."""

import datetime

from django.db.models import Count, Max
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.permissions import Actor
from appraisal.documents.delivery import Trail
from appraisal.documents.judgement import JudgedPlan, Judgement, JudgementState
from appraisal.documents.rating_sheet import Handover, RatingRow
from appraisal.models import CheckIn, Period
from appraisal.period_codes import parse_period_code
from appraisal.scoring.snapshot import fingerprint, snapshot_text
from appraisal.services.feedback.find_feedback import visible_feedback
from appraisal.services.judgement.find_judgements import find_judgements, not_yet, state_of
from appraisal.services.judgement.load_earlier import EarlierResults
from appraisal.services.judgement.load_judgements import people_who_wait
from appraisal.services.rating.find_rated_period import RatedPeriod
from appraisal.services.rating.load_rating_rows import RatedPlan
from appraisal.services.scorecards.load_live import LivePlan, describe_live


def load_judged_plan(*, rated: RatedPeriod, found: RatedPlan, actor: Actor, today: datetime.date) -> JudgedPlan:
    """The plan ``found`` in its year, computed from the inputs as they are now. Whether the actor may see it is for the
    caller to ask. A fixed number of queries, the same for every plan.
    """
    period, row = rated.period, found.row()
    waits = found.is_held_back and bool(people_who_wait([row], period))
    live = LivePlan(
        plan=found.plan,
        agency=row.agency,
        sheet=found.plan.sheet,
        fingerprint=fingerprint(snapshot_text(found.plan.sheet, found.plan.context)),
        is_held_back=waits,
        is_being_rated=False,
    )
    [card] = describe_live([live], period=period, trails={row.plan_id: Trail()}, now=timezone.now())
    span = parse_period_code(period.code)
    earlier = EarlierResults.load(span=span, employee_ids=[row.employee_id], actor=actor)
    judgement = find_judgements(period=period, plan_ids=[row.plan_id]).get(row.plan_id)
    talks = CheckIn.objects.filter(plan_id=row.plan_id).order_by().aggregate(count=Count("pk"), last=Max("held_on"))
    return JudgedPlan(
        period=rated.described(today, {row.agency_id}),
        row=row,
        card=card,
        months=earlier.months_of(span, row.plan_id),
        quarters=earlier.quarters_of(span, row.plan_id),
        feedback=_heard(row.employee_id, period, actor),
        talks=talks["count"],
        last_talk=talks["last"],
        judgement=judgement,
        state=state_of(judgement, live.fingerprint),
        shown=live.fingerprint,
        closed=rated.closed(today, [row.agency_id])
        or not_yet(period, today)
        or why_closed(row, judgement, live.fingerprint),
    )


def why_closed(row: RatingRow, judgement: Judgement | None, shown: str) -> str:
    """Why a row's judgement stands as it is, or is not asked for: its result was delivered, or the person is excluded.

    A delivered result that nobody judged, or that changed since, can be judged.
    """
    if row.excluded:
        return _("Pegawai ini tidak dinilai pada periode ini. %(why)s") % {"why": row.excluded}
    is_delivered = row.handover in {Handover.DELIVERED, Handover.ACKNOWLEDGED}
    if is_delivered and state_of(judgement, shown) is JudgementState.JUDGED:
        return _("Hasil ini sudah disampaikan, jadi penetapannya tidak dapat diubah lagi.")
    return ""


def _heard(employee_id: int, period: Period, actor: Actor) -> int:
    """How much feedback of the year the actor may read."""
    rows = visible_feedback(actor).filter(employee_id=employee_id)
    return rows.filter(month__gte=period.first_day, month__lte=period.last_day).count()
