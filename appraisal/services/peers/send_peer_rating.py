"""A peer or subordinate rates: all levels at once, sealed from then on."""

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.models import AuditEvent
from agencies.permissions import Actor
from agencies.services.record_event import record_event
from appraisal.models import RaterNomination, Rating
from appraisal.services.evaluation.ask_refresh import ask_refresh
from appraisal.services.peers.nominate_rater import NominationRefusedError, NotTheirNominationError
from appraisal.services.peers.peer_periods import refuse_closed
from appraisal.services.peers.peer_rules import load_peer_rules


class LevelsRefusedError(ValueError):
    """Not every dimension has a level from 1 to 5. ``errors`` has a sentence by dimension."""

    def __init__(self, errors: Mapping[int, str]) -> None:
        super().__init__(_("Penilaian belum terkirim. Pilih satu tingkat pada setiap dimensi."))
        self.errors = errors


@transaction.atomic
def send_peer_rating(*, nomination_id: int, levels: Mapping[int, int], actor: Actor) -> RaterNomination:
    """Store what the rater gives, whole or not at all. Sending again before the period closes replaces it.

    Raises:
        NotTheirNominationError: somebody else is asked to rate.
        NominationRefusedError: the rater is not approved.
        PeersClosedError: the period is sealed: nothing can be added or changed.
        LevelsRefusedError: a dimension without level.
    """
    nomination = RaterNomination.objects.select_for_update().select_related("period").get(pk=nomination_id)
    if nomination.rater_id != actor.employee_id:
        raise NotTheirNominationError(_("Halaman ini hanya untuk pegawai yang diminta menilai."))
    if nomination.state != RaterNomination.State.APPROVED:
        raise NominationRefusedError(_("Anda belum atau tidak lagi diminta menilai pegawai ini."))
    refuse_closed(nomination.period, timezone.localdate())
    rules = load_peer_rules(employee_id=nomination.employee_id, period=nomination.period)
    asked = {part.id for _title, part in rules.load_asked(nomination.period)} if rules else set()
    missing = [pk for pk in sorted(asked) if levels.get(pk) not in range(1, 6)]
    if missing or not asked:
        raise LevelsRefusedError({pk: _("Pilih tingkat 1 sampai 5.") for pk in missing})
    _store(nomination, {pk: levels[pk] for pk in asked})
    # Neither levels nor whom it is about: the trail says that somebody did what was asked, for inspection.
    record_event(
        action=AuditEvent.Action.PEER_RATING_SENT,
        subject=nomination.period.code,
        actor=actor,
        details={"nomination": nomination.pk},
    )
    return nomination


def _store(nomination: RaterNomination, levels: Mapping[int, int]) -> None:
    Rating.objects.bulk_create(
        [
            Rating(
                employee_id=nomination.employee_id,
                period_id=nomination.period_id,
                rater_id=nomination.rater_id,
                role=nomination.role,
                dimension_id=dimension,
                level=level,
            )
            for dimension, level in sorted(levels.items())
        ],
        update_conflicts=True,
        unique_fields=["region", "employee", "period", "role", "dimension", "rater", "rater_account"],
        update_fields=["level", "updated_at"],
    )
    nomination.sent_at = timezone.now()
    nomination.save(update_fields=["sent_at"])
    ask_refresh()
