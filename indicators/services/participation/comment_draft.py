"""Somebody comments on a draft while it is open for comments."""

import datetime

from django.utils.translation import gettext as _

from agencies.dates import long_date
from agencies.permissions import Actor
from indicators.models import Contribution, ContributionKind, IndicatorDraft
from indicators.permissions import may_take_part
from indicators.services.participation.load_circle import load_circle
from indicators.services.participation.record_contribution import (
    ContributionRefusedError,
    NotConcernedError,
    record_contribution,
    written,
)


class CommentsClosedError(ContributionRefusedError):
    """The period for comments is over, or was never opened."""


def comment_draft(
    *, draft: IndicatorDraft, text: str, change: str = "", actor: Actor, day: datetime.date
) -> Contribution:
    """As :func:`comment_indicator`, about a draft; of an indicator that is there already it hangs on that one too.

    Raises:
        NotConcernedError: the draft concerns other people.
        CommentsClosedError: the period for comments is over.
        ContributionRefusedError: nothing was written.
    """
    circle = load_circle(actor=actor, day=day)
    if not may_take_part(actor, circle, draft.agency_id, draft.indicator_id):
        raise NotConcernedError
    if not is_open(draft, day):
        raise CommentsClosedError(closed_sentence(draft))
    proposed = {"change": written(change)} if change.strip() else {}
    return record_contribution(
        agency=draft.agency,
        indicator=draft.indicator,
        draft=draft,
        kind=ContributionKind.CHANGE if proposed else ContributionKind.COMMENT,
        proposed=proposed,
        text=text,
        actor=actor,
        about=f"draf indikator {draft.agency.code}/{draft.code}",
    )


def is_open(draft: IndicatorDraft, day: datetime.date) -> bool:
    """Whether people may comment on a draft on a day, its last one included."""
    return draft.comments_until is not None and day <= draft.comments_until


def closed_sentence(draft: IndicatorDraft) -> str:
    """Why nobody can comment any more."""
    if draft.comments_until is None:
        return _("Draf ini belum dibuka untuk masukan.")
    return _("Masa masukan berakhir pada %(day)s. Draf dan pembahasannya tetap dapat dibaca.") % {
        "day": long_date(draft.comments_until)
    }
