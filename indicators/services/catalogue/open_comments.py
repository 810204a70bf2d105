"""People may read a draft and comment on it until a day; it is not published before that day has passed."""

import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.models import AuditEvent
from agencies.permissions import Actor
from agencies.services.record_event import record_event
from indicators.models import IndicatorDraft
from indicators.models.indicator import qualified_code


class CommentsRefusedError(ValueError):
    """The period for comments cannot end on that day."""


def open_comments(*, draft: IndicatorDraft, until: datetime.date, actor: Actor) -> IndicatorDraft:
    """Open the draft for comments up to and including a day, or move the day of an open period.

    Raises:
        CommentsRefusedError: the day has passed, or the draft says nothing yet that could be commented on.
    """
    stored = IndicatorDraft.objects.select_for_update(of=("self",)).select_related("agency").get(pk=draft.pk)
    if until < timezone.localdate():
        raise CommentsRefusedError(_("Hari terakhir masa masukan sudah lewat. Pilih hari ini atau sesudahnya."))
    if not str(stored.document.get("name", "")).strip():
        raise CommentsRefusedError(_("Tulis nama indikator dan simpan draf dahulu, agar ada yang dapat ditanggapi."))
    stored.comments_until = until
    stored.save(update_fields=["comments_until"])
    record_event(
        action=AuditEvent.Action.COMMENTS_OPENED,
        subject=f"indikator {qualified_code(stored.agency.code, stored.code)}",
        actor=actor,
        details={"until": str(until)},
    )
    return stored
