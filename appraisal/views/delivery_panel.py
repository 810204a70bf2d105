"""What a scorecard's page says and offers about its delivery, ready for the template."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from appraisal.documents.scorecard import Scorecard
from appraisal.forms.delivery import AcknowledgementForm
from appraisal.models import Period
from appraisal.services.delivery.load_deliveries import HistoryEntry, load_histories


@dataclass(frozen=True, slots=True)
class DeliveryPanel:
    """Of one evaluation: its history, what the employee may note, and whether the reader may deliver it."""

    history: tuple[HistoryEntry, ...]
    acknowledgement: AcknowledgementForm | None
    is_own: bool
    delivers: bool


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
    return {
        card.identity.plan_id: DeliveryPanel(
            history=histories[card.identity.plan_id],
            acknowledgement=acknowledgement_of(card) if is_own else None,
            is_own=is_own,
            delivers=delivers,
        )
        for card in cards
    }


def acknowledgement_of(card: Scorecard, typed: str = "") -> AcknowledgementForm | None:
    """The form for a delivered result in force that the employee has not noted yet, its own on a page of several."""
    delivered = card.delivered
    if delivered is None or delivered.is_acknowledged or not card.identity.is_latest:
        return None
    initial = {"revision": delivered.revision, "response": typed}
    return AcknowledgementForm(initial=initial, auto_id=f"id_{card.identity.plan_id}_%s")
