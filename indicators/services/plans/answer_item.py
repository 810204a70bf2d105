"""The dialogue on an indicator: agree to what it says, or say something about it."""

import datetime

from django.utils.translation import gettext as _

from agencies.permissions import Actor
from indicators.models import DialogueEntry, EntryKind, Indicator, PlanVersion, PlanVersionItem, Side, VersionState
from indicators.services.plans.dialogue import say
from indicators.services.plans.edition import held, held_as_it_is, is_open
from indicators.services.plans.plan_errors import NotYourTurn, PlanRefused
from indicators.services.plans.plan_sides import require_side

LONGEST = 2000


def accept_item(
    *, version: PlanVersion, edition: int, item: PlanVersionItem, actor: Actor, day: datetime.date
) -> PlanVersion:
    """Agree to an item as it stands. Agreeing again changes nothing.

    Raises:
        PlanChanged: the plan was changed since it was shown: nobody agrees to what was not seen.
        NotYourTurn: neither side, or not under discussion.
    """
    stored = held(version, edition)
    side = require_side(stored, actor, day)
    if stored.state != VersionState.DISCUSSED:
        raise NotYourTurn(_("SKP ini tidak sedang dibahas."))
    mine = "employee_agrees" if side == Side.EMPLOYEE else "supervisor_agrees"
    if PlanVersionItem.objects.filter(pk=item.pk, version=stored, **{mine: False}).update(**{mine: True}):
        say(version=stored, side=side, actor=actor, kind=EntryKind.ACCEPTANCE, indicator_id=item.indicator_id)
    return stored


def comment_on_plan(
    *, version: PlanVersion, indicator: Indicator | None, text: str, actor: Actor, day: datetime.date
) -> DialogueEntry:
    """Say something about an indicator of the plan, or about the whole; it changes nothing of the content.

    Raises:
        NotYourTurn: neither side, or the version is closed.
        PlanRefused: no words, too many, or an indicator that is not in the plan.
    """
    stored = held_as_it_is(version)
    side = require_side(stored, actor, day)
    if not is_open(stored):
        raise NotYourTurn(_("SKP ini sudah tidak dibahas. Percakapannya tetap dapat dibaca."))
    said = text.strip()
    if not said or len(said) > LONGEST:
        raise PlanRefused(_("Tulis komentar, paling banyak %(most)s huruf.") % {"most": LONGEST})
    if indicator is not None and not PlanVersionItem.objects.filter(version=stored, indicator=indicator).exists():
        raise PlanRefused(_("Indikator itu tidak ada dalam SKP ini."))
    return say(
        version=stored,
        side=side,
        actor=actor,
        kind=EntryKind.COMMENT,
        text=said,
        indicator_id=indicator.pk if indicator else None,
    )
