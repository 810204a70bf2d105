"""What each indicator brings to its score, with names, and the sentence that says where most can still be gained."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from appraisal.scoring.card import IndicatorResult
from appraisal.scoring.contributions import contributions
from appraisal.scoring.language import say
from appraisal.scoring.types import ItemState
from appraisal.scoring.wording import score_text


@dataclass(frozen=True, slots=True)
class ScorecardPart:
    """Points that an indicator earned, and those it earns at its target; additional tasks have no attainment."""

    name: str
    attainment: Decimal | None
    earned: Decimal
    full: Decimal


@dataclass(frozen=True, slots=True)
class ScorecardParts:
    """All parts of the indicator score, those with the largest loss first, under the sentence that they say."""

    title: str
    parts: tuple[ScorecardPart, ...]


def name_parts(indicators: IndicatorResult, names: Mapping[str, str]) -> ScorecardParts:
    """The parts of an indicator score by what people call them; none while there is no score."""
    found = contributions(indicators)
    attainments = {item.key: item.attainment for item in indicators.items}
    parts = tuple(
        ScorecardPart(_name(part.key, names), attainments.get(part.key), part.earned, part.full) for part in found
    )
    if not found:
        return ScorecardParts("", ())
    if found[0].lost <= 0:
        waits = any(item.state is ItemState.MISSING for item in indicators.items)
        if waits:
            return ScorecardParts(say("Semua indikator yang sudah dilaporkan mencapai targetnya."), parts)
        return ScorecardParts(say("Semua indikator mencapai targetnya."), parts)
    title = say("{name} masih dapat menambah {points} poin.", name=parts[0].name, points=score_text(found[0].lost))
    return ScorecardParts(title, parts)


def _name(key: str, names: Mapping[str, str]) -> str:
    return names.get(key, key) if key else say("Tugas tambahan")
