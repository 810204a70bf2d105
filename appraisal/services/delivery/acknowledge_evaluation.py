"""An employee takes note of a delivered result, which is not agreeing to it (contract 6)."""

import datetime
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.models import AuditEvent
from agencies.permissions import Actor
from agencies.services.record_event import record_event
from appraisal.models import Delivery, Evaluation

LONGEST_RESPONSE = 1_000
"""In characters."""


class AcknowledgementRefusedError(ValueError):
    """There is nothing to take note of, or something newer; the text says which."""


class NotTheEmployeeError(AcknowledgementRefusedError):
    """Only the person whose result it is takes note of it."""


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """When the employee took note; ``is_new`` is off where that was recorded before."""

    at: datetime.datetime
    is_new: bool


def acknowledge_evaluation(
    *, evaluation: Evaluation, revision: int | None, response: str, actor: Actor
) -> Acknowledgement:
    """Record that the employee knows the ``revision`` that was shown.

    Doing it twice changes nothing: moment and note of the first time stay.

    Raises:
        NotTheEmployeeError: it is another person's result.
        AcknowledgementRefusedError: not delivered, or replaced by a newer result.
    """
    if actor.employee_id != evaluation.employee_id:
        raise NotTheEmployeeError(_("Hanya pegawai yang dinilai yang mencatat bahwa hasilnya sudah diketahui."))
    delivery = _delivery_in_force(evaluation, revision)
    if delivery.acknowledged_at is not None:
        return Acknowledgement(delivery.acknowledged_at, is_new=False)
    delivery.acknowledged_at = now = timezone.now()
    delivery.response = response.strip()
    delivery.save(update_fields=["acknowledged_at", "response"])
    record_event(
        action=AuditEvent.Action.EVALUATION_ACKNOWLEDGED,
        subject=f"{evaluation.employee.nip}, {evaluation.period.code}",
        actor=actor,
        details={"fingerprint": delivery.fingerprint, "revision": delivery.revision},
    )
    return Acknowledgement(now, is_new=True)


def _delivery_in_force(evaluation: Evaluation, revision: int | None) -> Delivery:
    """The delivery of the revision in force, held until the transaction ends; it must be the one that was shown."""
    of_plan = {"period_id": evaluation.period_id, "plan_id": evaluation.plan_id}
    newest = Evaluation.objects.filter(**of_plan).latest().values_list("revision", flat=True).first()
    delivered = Delivery.objects.filter(**of_plan).select_for_update()
    delivery = None if newest is None else delivered.filter(revision=newest).first()
    if delivery is not None and delivery.revision == revision:
        return delivery
    if delivery is not None:
        raise AcknowledgementRefusedError(
            _("Ada hasil yang lebih baru, yang sudah disampaikan kepada Anda. Baca hasil terbaru, lalu catat kembali.")
        )
    if delivered.exists():
        raise AcknowledgementRefusedError(
            _("Hasil ini sudah digantikan oleh hasil yang lebih baru, yang akan disampaikan kepada Anda.")
        )
    raise AcknowledgementRefusedError(
        _("Hasil ini belum disampaikan. Anda dapat mencatatnya setelah pejabat penilai menyampaikannya.")
    )
