"""Who leads a unit says why its predicates lie outside the guideline: a reason, never a block."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from agencies.models import Agency, AuditEvent
from agencies.permissions import Actor
from agencies.services.record_event import record_event
from appraisal.models import DistributionReason, Period
from appraisal.scoring.types import Predicate
from appraisal.services.organisation.led_units import LedUnit


class NotTheLeaderError(PermissionError):
    """The person does not lead the unit; the text says who does."""


class StaleReasonError(ValueError):
    """Somebody else has written it meanwhile. ``stored`` is what stands there now."""

    def __init__(self, stored: DistributionReason | None) -> None:
        super().__init__(_("Alasan ini sudah diubah sejak halaman ini dibuka. Isian Anda masih ada di bawah."))
        self.stored = stored


@dataclass(frozen=True, slots=True)
class GivenReason:
    """What was typed. ``edition`` is the one that was on the screen, 0 where none was written yet."""

    reason: str
    edition: int


@transaction.atomic
def explain_distribution(
    *, period: Period, unit: LedUnit, given: GivenReason, counts: Mapping[Predicate, int], actor: Actor
) -> DistributionReason:
    """Write or change the reason, with the counts that it is about. Also in a locked period: it changes no figure.

    Raises:
        NotTheLeaderError: the actor does not lead the unit.
        StaleReasonError: somebody else changed it since it was read.
        ValueError: without a reason.
    """
    if not unit.is_led_by(actor):
        values = {"unit": unit.name, "head": unit.head.name.removesuffix(".")}
        raise NotTheLeaderError(_("Alasan sebaran %(unit)s ditulis oleh pimpinannya, %(head)s.") % values)
    if not given.reason:
        raise ValueError(_("Tulis alasan mengapa sebaran berbeda dari rentang pedoman."))
    Agency.objects.select_for_update(no_key=True).get(pk=unit.id)  # of two who write at once the second waits
    stored = DistributionReason.objects.filter(period=period, agency_id=unit.id).first()
    said = {predicate.value: amount for predicate, amount in counts.items()}
    if stored and (stored.reason, stored.counts) == (given.reason, said):
        return stored
    if given.edition != (stored.edition if stored else 0):
        raise StaleReasonError(stored)
    written = DistributionReason(
        id=stored.pk if stored else None,
        period=period,
        agency_id=unit.id,
        reason=given.reason,
        counts=said,
        edition=given.edition + 1,
        decided_by_id=actor.user_id,
        decided_by_name=actor.name,
    )
    written.save(force_insert=stored is None, force_update=stored is not None)
    record_event(
        action=AuditEvent.Action.DISTRIBUTION_EXPLAINED,
        subject=f"{unit.code} {unit.name[:120]}, {period.code}",
        actor=actor,
        details={"agency": unit.code, "period": period.code, "counts": said, "edition": written.edition},
        reason=written.reason,
    )
    return written
