"""An admin answers a contribution: taken, taken with changes, or not taken, always with the reason."""

from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.models import AuditEvent
from agencies.permissions import Actor
from agencies.services.record_event import record_event
from indicators.models import Contribution, Outcome
from indicators.permissions import may_answer, may_configure
from indicators.services.participation.record_contribution import ContributionRefusedError, written


class MayNotAnswerError(ContributionRefusedError):
    """Another admin answers."""


class AlreadyAnsweredError(ContributionRefusedError):
    """Somebody answered before; ``contribution`` is as it is stored."""

    def __init__(self, contribution: Contribution) -> None:
        self.contribution = contribution
        super().__init__(
            _("Masukan ini sudah dijawab %(name)s, dan jawaban itu tetap. Tambahkan penjelasan sebagai balasan.")
            % {"name": contribution.answered_by_name}
        )


def answer_contribution(*, contribution: Contribution, outcome: Outcome, answer: str, actor: Actor) -> Contribution:
    """Answer once; the answer stays.

    Raises:
        MayNotAnswerError: the actor wrote the contribution, or is no admin of its unit.
        AlreadyAnsweredError: it has an answer.
        ContributionRefusedError: there is no reason.
    """
    refuse_who_may_not_answer(actor, contribution)
    reason = written(answer)
    stored = Contribution.objects.select_for_update(of=("self",)).select_related("agency").get(pk=contribution.pk)
    if stored.outcome:
        raise AlreadyAnsweredError(stored)
    stored.outcome = outcome
    stored.answer = reason
    stored.answered_by_id = actor.user_id
    stored.answered_by_name = actor.name
    stored.answered_at = timezone.now()
    stored.save(update_fields=["outcome", "answer", "answered_by", "answered_by_name", "answered_at"])
    record_event(
        action=AuditEvent.Action.CONTRIBUTION_ANSWERED,
        subject=f"masukan {stored.author_name}",
        actor=actor,
        details={"contribution": stored.pk, "outcome": outcome.value, "kode_opd": stored.agency.code},
        reason=reason,
    )
    return stored


def refuse_who_may_not_answer(actor: Actor, contribution: Contribution) -> None:
    """Only another admin than the author goes on.

    Raises:
        MayNotAnswerError: it is somebody else.
    """
    if may_answer(actor, contribution.agency_id, contribution.author_id):
        return
    if may_configure(actor, contribution.agency_id):
        raise MayNotAnswerError(_("Anda menulis masukan ini. Admin lain yang menjawabnya."))
    raise MayNotAnswerError(_("Masukan dijawab oleh admin perangkat daerah pemilik indikator, atau admin daerah."))
