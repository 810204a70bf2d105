"""Somebody comments on an indicator, or proposes to change it."""

import datetime

from django.utils.translation import gettext as _

from agencies.permissions import Actor
from indicators.models import Contribution, ContributionKind, Indicator
from indicators.permissions import may_take_part
from indicators.services.participation.load_circle import load_circle
from indicators.services.participation.record_contribution import (
    ContributionRefusedError,
    NotConcernedError,
    record_contribution,
    written,
)


def comment_indicator(
    *, indicator: Indicator, text: str, change: str = "", actor: Actor, day: datetime.date
) -> Contribution:
    """A comment, or with ``change`` (what should be otherwise) a proposal whose reason is ``text``.

    Raises:
        NotConcernedError: the indicator concerns other people.
        ContributionRefusedError: it is retired, or nothing was written.
    """
    circle = load_circle(actor=actor, day=day)
    if not may_take_part(actor, circle, indicator.agency_id, indicator.pk):
        raise NotConcernedError
    if indicator.retired_from is not None and indicator.retired_from <= day:
        raise ContributionRefusedError(_("Indikator ini sudah berhenti dipakai, sehingga tidak menerima masukan baru."))
    proposed = {"change": written(change)} if change.strip() else {}
    return record_contribution(
        agency=indicator.agency,
        indicator=indicator,
        kind=ContributionKind.CHANGE if proposed else ContributionKind.COMMENT,
        proposed=proposed,
        text=text,
        actor=actor,
        about=f"indikator {indicator.agency.code}/{indicator.code}",
    )
