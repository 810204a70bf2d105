"""What an incomplete evaluation lacks, and who is awaited: the same two facts on card and summary."""

from dataclasses import dataclass

from appraisal.documents.scorecard import Scorecard
from appraisal.scoring.card import Gap

REGIONAL_HEAD = "Kepala daerah"
"""Who rates the head of an agency without a supervisor (contract 2.8)."""

PEERS_CLOSE = "Penutupan penilaian"
"""What figures with the levels of peers and subordinates wait for (docs/adr/0008)."""


@dataclass(frozen=True, slots=True)
class Awaited:
    """Something that is lacking, as a sentence without its point, and who can bring it."""

    text: str
    who: str


def awaited_of(card: Scorecard) -> tuple[Awaited, ...]:
    """Everything that a card lacks, in the order in which the engine found it; nothing for a complete one."""
    rater = card.identity.rater.name if card.identity.rater else REGIONAL_HEAD
    who = {
        Gap.ITEM_MISSING: card.identity.employee.name,
        Gap.NOTHING_SCORED: f"{card.identity.employee.name} dan {rater}",
        Gap.RUBRIC_NOT_RATED: rater,
        Gap.ATTENDANCE_ABSENT: "Admin perangkat daerah",
    }
    waits_for = [who[reason.gap] for reason in card.card.reasons] + [PEERS_CLOSE] * bool(card.held_back)
    return tuple(Awaited(text[:1].upper() + text[1:], by) for by, text in zip(waits_for, card.gaps, strict=True))
