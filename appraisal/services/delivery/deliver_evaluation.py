"""A supervisor hands over a result with a recommendation (contract 6; PermenPANRB 6/2022, Art. 28-30)."""

from contextlib import suppress

from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.dates import moment
from agencies.models import AuditEvent
from agencies.permissions import Actor
from agencies.services.record_event import record_event
from appraisal.models import Delivery, Evaluation, Period
from appraisal.services.delivery.load_deliveries import may_deliver
from appraisal.services.evaluation.evaluate_plan import evaluate_plan, evaluation_in_force
from appraisal.services.judgement.find_judgements import refusal_to_deliver
from appraisal.services.peers.sealed import held_back_of
from appraisal.services.periods.lock_period import PeriodStateError

LONGEST_RECOMMENDATION = 2_000
"""In characters."""


class DeliveryRefusedError(ValueError):
    """The result cannot be delivered as it stands; the text says why and what to do."""


class NotTheRaterError(DeliveryRefusedError):
    """The evaluation names another rater."""


def deliver_evaluation(*, evaluation: Evaluation, recommendation: str, shown: str, actor: Actor) -> Delivery:
    """Deliver the result in force, which must be the one whose fingerprint the rater was ``shown``.

    In an open period the plan is evaluated afresh first, in the caller's transaction; what that finds stays written
    even if the delivery is refused. A locked period is delivered as it stands. What the region's schedule has delivered
    meanwhile only gets the recommendation, once; the day of the delivery stays.

    Raises:
        NotTheRaterError: the actor is not the rater whom the evaluation names, now or after evaluating afresh.
        DeliveryRefusedError: incomplete, waiting for peers and subordinates, changed since it was shown, a year without
            the rater's final judgement, delivered already, or without a recommendation.
    """
    _refuse_others(actor, evaluation)
    text = recommendation.strip()
    if not text:
        raise DeliveryRefusedError(_("Tulis rekomendasi perbaikan sebelum menyampaikan hasil."))
    current = _in_force(evaluation, actor)
    _refuse_others(actor, current)
    _refuse_unready(current, shown)
    _refuse_unjudged(current, evaluation.period)
    delivery = _written(current, text, actor)
    record_event(
        action=AuditEvent.Action.EVALUATION_DELIVERED,
        subject=f"{current.employee.nip}, {evaluation.period.code}",
        actor=actor,
        details={"fingerprint": current.fingerprint, "revision": current.revision},
    )
    return delivery


def _in_force(evaluation: Evaluation, actor: Actor) -> Evaluation:
    period = evaluation.period
    if not period.is_locked:
        with suppress(PeriodStateError):  # locked in this very moment: then it stands as it is
            evaluate_plan(period=period, plan_id=evaluation.plan_id, actor=actor)
    found = evaluation_in_force(period=period, plan_id=evaluation.plan_id)
    if found is None:
        raise DeliveryRefusedError(
            _("SKP ini tidak lagi dinilai pada periode %(period)s, karena penempatannya berubah.")
            % {"period": period.code}
        )
    return found


def _refuse_others(actor: Actor, evaluation: Evaluation) -> None:
    if not may_deliver(actor, evaluation):
        raise NotTheRaterError(_("Hasil disampaikan oleh pejabat penilai yang tertera dalam evaluasi."))


def _refuse_unready(current: Evaluation, shown: str) -> None:
    if not current.complete:
        raise DeliveryRefusedError(
            _("Hasil belum lengkap, jadi belum dapat disampaikan. Lengkapi yang disebut di bawah.")
        )
    if held_back_of([current]):
        raise DeliveryRefusedError(
            _(
                "Hasil menunggu penilaian rekan dan bawahan ditutup, jadi belum dapat disampaikan. "
                "Hasil akhirnya memuat rata-rata mereka."
            )
        )
    if current.fingerprint != shown:
        raise DeliveryRefusedError(
            _(
                "Hasil berubah sejak halaman ini dibuka, jadi belum disampaikan. "
                "Periksa hasil terbaru di bawah; rekomendasi Anda masih ada."
            )
        )


def _refuse_unjudged(current: Evaluation, period: Period) -> None:
    """A year is delivered by hand with the rater's final judgement of this very result."""
    unjudged = refusal_to_deliver(
        period=period, plan_id=current.plan_id, revision=current.revision, fingerprint=current.fingerprint
    )
    if unjudged:
        raise DeliveryRefusedError(unjudged)


def _written(current: Evaluation, text: str, actor: Actor) -> Delivery:
    delivery, is_new = Delivery.objects.get_or_create(
        period_id=current.period_id,
        plan_id=current.plan_id,
        revision=current.revision,
        defaults={
            "fingerprint": current.fingerprint,
            "recommendation": text,
            "delivered_by_id": current.rater_id,
            "delivered_by_account_id": actor.user_id,
            "delivered_at": timezone.now(),
        },
    )
    if not is_new and delivery.delivered_by_account_id is None:
        return _completed(delivery, text, actor)
    if not is_new:
        raise DeliveryRefusedError(
            _("Hasil ini sudah disampaikan pada %(moment)s.") % {"moment": moment(delivery.delivered_at)}
        )
    return delivery


def _completed(delivery: Delivery, text: str, actor: Actor) -> Delivery:
    """What the schedule delivered gets the rater's recommendation, once: from then on an account stands in the row.

    The day on which the employee got the result stays.
    """
    delivery.recommendation, delivery.delivered_by_account_id = text, actor.user_id
    delivery.save(update_fields=["recommendation", "delivered_by_account"])
    return delivery
