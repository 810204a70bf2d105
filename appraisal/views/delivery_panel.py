"""What a scorecard's page says and offers about its delivery, ready for the template."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from appraisal.documents.judgement import Judgement
from appraisal.documents.scorecard import Scorecard
from appraisal.forms.delivery import AcknowledgementForm
from appraisal.models import Period, PeriodKind
from appraisal.services.delivery.load_deliveries import HistoryEntry, load_histories
from appraisal.services.judgement.find_judgements import find_judgements


@dataclass(frozen=True, slots=True)
class DeliveryPanel:
    """Of one evaluation: its history, what the employee may note, and whether the reader may deliver it.

    ``judgement`` is the rater's final one of a year: of this very result, once it was delivered. ``awaits_judgement``:
    it is a year that the reader delivers, and nobody has judged it as it stands.
    """

    history: tuple[HistoryEntry, ...]
    acknowledgement: AcknowledgementForm | None
    is_own: bool
    delivers: bool
    judgement: Judgement | None = None
    awaits_judgement: bool = False


def delivery_panels(
    cards: Sequence[Scorecard],
    *,
    period: Period,
    is_own: bool,
    delivers: bool = False,
    readable: Collection[int] | None = None,
) -> dict[int, DeliveryPanel]:
    """The panels of some evaluations of a period, by plan; ``readable`` are the revisions to tell of, unless all."""
    histories = load_histories(cards, period=period, readable=readable)
    judged = find_judgements(period=period, plan_ids=[card.identity.plan_id for card in cards])
    told = {card.identity.plan_id: _told(judged.get(card.identity.plan_id), card) for card in cards}
    return {
        card.identity.plan_id: DeliveryPanel(
            history=histories[card.identity.plan_id],
            acknowledgement=acknowledgement_of(card) if is_own else None,
            is_own=is_own,
            delivers=delivers,
            judgement=told[card.identity.plan_id] if card.delivered else None,
            awaits_judgement=delivers and period.kind == PeriodKind.YEAR and told[card.identity.plan_id] is None,
        )
        for card in cards
    }


def _told(judgement: Judgement | None, card: Scorecard) -> Judgement | None:
    """The judgement, where it is of this very revision."""
    return judgement if judgement and judgement.fingerprint == card.identity.fingerprint else None


def acknowledgement_of(card: Scorecard, typed: str = "") -> AcknowledgementForm | None:
    """The form for a delivered result in force that the employee has not noted yet, its own on a page of several."""
    delivered = card.delivered
    if delivered is None or delivered.is_acknowledged or not card.identity.is_latest:
        return None
    initial = {"revision": delivered.revision, "response": typed}
    return AcknowledgementForm(initial=initial, auto_id=f"id_{card.identity.plan_id}_%s")
