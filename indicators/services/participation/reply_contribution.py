"""A further word in the thread of a contribution."""

import datetime

from agencies.models import AuditEvent
from agencies.permissions import Actor
from agencies.services.record_event import record_event
from indicators.models import Contribution, ContributionReply
from indicators.permissions import may_reply
from indicators.services.participation.load_circle import load_circle
from indicators.services.participation.record_contribution import NotConcernedError, written


def reply_contribution(*, contribution: Contribution, text: str, actor: Actor, day: datetime.date) -> ContributionReply:
    """Reply, before or after the answer.

    Raises:
        NotConcernedError: the contribution concerns other people.
        ContributionRefusedError: nothing was written.
    """
    if not may_reply(actor, load_circle(actor=actor, day=day), contribution):
        raise NotConcernedError
    reply = ContributionReply.objects.create(
        contribution=contribution, author_id=actor.user_id, author_name=actor.name, text=written(text)
    )
    record_event(
        action=AuditEvent.Action.CONTRIBUTION_MADE,
        subject=f"balasan atas masukan {contribution.author_name}",
        actor=actor,
        details={"contribution": contribution.pk, "reply": reply.pk, "kode_opd": contribution.agency.code},
    )
    return reply
