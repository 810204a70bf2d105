"""A rater's closing word on a plan's year (domain 1.2): the proposal confirmed, or other ratings with a reason.

It reuses the rows of the scoring sheet for ratings that differ, and changes no figure by itself (contract 2.8).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.models import AuditEvent
from agencies.permissions import Actor
from agencies.services.record_event import record_event
from appraisal.models import Evaluation, FinalJudgement, Period, PeriodKind
from appraisal.scoring.types import Axis
from appraisal.services.evaluation.evaluate_plan import evaluate_plan, evaluation_in_force
from appraisal.services.judgement.find_judgements import find_judgements, not_yet
from appraisal.services.judgement.load_judged_plan import why_closed
from appraisal.services.peers.sealed import held_back_of
from appraisal.services.rating.load_rating_rows import RatedPlan
from appraisal.services.rating.rate_employee import (
    GivenChoice,
    GivenRating,
    NoSuchRowError,
    check_open,
    hold_rated_plan,
    rate_employee,
)
from appraisal.services.rating.store_rating import subject_of

LONGEST_NOTE = 2_000
"""In characters."""


class JudgementRefusedError(ValueError):
    """The year cannot be judged as it stands; the text says why and what to do."""


class StaleJudgementError(ValueError):
    """The result or its judgement changed since the page was opened; the text says which."""


@dataclass(frozen=True, slots=True)
class GivenJudgement:
    """What a rater decides: a choice for each axis (no rating is the proposal), and the note.

    ``shown`` is the fingerprint of the result that was on the page, ``edition`` the judgement that was (0: none).
    """

    note: str
    shown: str
    edition: int
    choices: Mapping[Axis, GivenChoice] = field(default_factory=dict)


def judge_year(*, period: Period, plan_id: int, given: GivenJudgement, actor: Actor) -> FinalJudgement:
    """Store the judgement of a plan's year, evaluated afresh, in one transaction.

    What evaluating afresh finds stays written even if the judgement is refused. The stored fingerprint is that of the
    result with the ratings of this judgement in it, so that a later change can be told.

    Raises:
        NoSuchRowError: the plan has no part in the period, or the period is no year.
        NotTheRaterError: the actor does not rate it; nobody judges themselves.
        PeriodStateError: the year is locked, or rating is closed for the unit.
        JudgementRefusedError: too early, incomplete, waiting for peers, excluded, delivered already, or without a note.
        StaleJudgementError: what was judged is not what stands now.
        RowClosedError: other ratings, and the row of the sheet was sent: it is opened again with a reason first.
        RatingRefusedError: another rating without a reason.
    """
    if period.kind != PeriodKind.YEAR:
        raise NoSuchRowError
    rated = hold_rated_plan(period=period, plan_id=plan_id, actor=actor)
    if early := not_yet(period, timezone.localdate()):
        raise JudgementRefusedError(early)
    check_open(period, timezone.localdate(), [rated.plan.agency_id])
    if not given.note.strip():
        raise JudgementRefusedError(_("Tulis pertimbangan Anda sebelum menetapkan."))
    current = _evaluated(period, plan_id, actor)
    _refuse_unready(current)
    _refuse_stale(current, rated, period, given)
    with transaction.atomic():
        return _written(current, rated, period, given, actor)


def _evaluated(period: Period, plan_id: int, actor: Actor) -> Evaluation:
    """The evaluation in force, after evaluating the plan afresh."""
    evaluate_plan(period=period, plan_id=plan_id, actor=actor)
    found = evaluation_in_force(period=period, plan_id=plan_id)
    if found is None:
        raise NoSuchRowError
    return found


def _refuse_unready(current: Evaluation) -> None:
    if not current.complete:
        raise JudgementRefusedError(_("Hasil tahun ini belum lengkap, jadi belum dapat ditetapkan."))
    if held_back_of([current]):
        raise JudgementRefusedError(
            _("Hasil menunggu penilaian rekan dan bawahan ditutup, jadi belum dapat ditetapkan.")
        )


def _refuse_stale(current: Evaluation, rated: RatedPlan, period: Period, given: GivenJudgement) -> None:
    if current.fingerprint != given.shown:
        raise StaleJudgementError(
            _(
                "Hasil berubah sejak halaman ini dibuka, jadi belum ditetapkan. "
                "Periksa hasil terbaru; isian Anda masih ada."
            )
        )
    stored = find_judgements(period=period, plan_ids=[current.plan_id]).get(current.plan_id)
    if (stored.edition if stored else 0) != given.edition:
        raise StaleJudgementError(
            _("%(name)s menetapkan penilaian ini sejak halaman ini dibuka. Bandingkan; isian Anda masih ada.")
            % {"name": stored.by if stored else _("Orang lain")}
        )
    if closed := why_closed(rated.row(), stored, current.fingerprint):
        raise JudgementRefusedError(closed)


def _written(
    current: Evaluation, rated: RatedPlan, period: Period, given: GivenJudgement, actor: Actor
) -> FinalJudgement:
    """The ratings through the sheet, the result that follows, the judgement, and the event."""
    plan_id = current.plan_id
    row = GivenRating(version=rated.version, levels=rated.levels, choices=given.choices)
    rate_employee(period=period, plan_id=plan_id, given=row, actor=actor)
    judged = _evaluated(period, plan_id, actor)
    stored, _is_new = FinalJudgement.objects.update_or_create(
        period_id=period.pk,
        plan_id=plan_id,
        defaults={
            "note": given.note.strip(),
            "fingerprint": judged.fingerprint,
            "edition": given.edition + 1,
            "judged_by_id": actor.user_id,
            "judged_by_name": actor.name,
        },
    )
    record_event(
        action=AuditEvent.Action.YEAR_JUDGED,
        subject=subject_of(rated, period),
        actor=actor,
        details={
            "plan": plan_id,
            "looked_at": current.fingerprint,
            "fingerprint": judged.fingerprint,
            "predicate": judged.predicate,
            "edition": stored.edition,
        },
        reason=stored.note,
    )
    return stored
