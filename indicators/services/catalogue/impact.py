"""What a draft would have changed in results that are there already. Who knows results is a higher app; it registers.

Only direction and pattern reach a figure. Other words change nobody's result, and nothing need be simulated for them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from indicators.models import Direction, IndicatorDraft, IndicatorVersion
from indicators.services.catalogue.direction_rule import takes_other_targets
from indicators.services.catalogue.read_draft import DraftReading


@dataclass(frozen=True, slots=True)
class FigureChange:
    """An indicator would be scored by another direction or pattern. ``draft_id`` and ``edition`` say by which draft."""

    draft_id: int
    edition: int
    indicator_id: int
    direction: str
    pattern: str
    is_pattern_new: bool


class ImpactState(StrEnum):
    """How far the simulation of a change has come.

    ``WORDS``: no figure follows from what changed. ``NOBODY``: nothing was evaluated by it yet. ``UNASKED``: too many
    evaluations to compute while somebody waits; the worker is to be asked.
    """

    WORDS = "words"
    NOBODY = "nobody"
    UNASKED = "unasked"
    WAITING = "waiting"
    FAILED = "failed"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Impact:
    """What a draft would have changed in ``period``, the last evaluated one that shows it.

    ``proof`` names exactly this simulation; a publication says which one its author saw. ``scores``, ``predicates``,
    ``incomplete``: how many evaluations would have another score of the indicator, another predicate, or none any
    more. ``left_out`` wait for peers and subordinates.
    """

    state: ImpactState
    proof: str = ""
    period: str = ""
    compared: int = 0
    left_out: int = 0
    scores: int = 0
    predicates: int = 0
    incomplete: int = 0
    error: str = ""
    is_silent: bool = False

    @property
    def is_to_be_seen(self) -> bool:
        """Whether a publication must wait until it was simulated and shown."""
        return self.state in {ImpactState.UNASKED, ImpactState.WAITING, ImpactState.FAILED}


@dataclass(frozen=True, slots=True)
class Foresight:
    """Who can tell: the whole impact of a change, and only the proof that its publication needs (or none)."""

    foresee: Callable[[FigureChange], Impact]
    needed_proof: Callable[[FigureChange], str]


_foresights: list[Foresight] = []


def register(foresight: Foresight) -> None:
    """Let a higher app be asked what would change; from ``AppConfig.ready``."""
    if foresight not in _foresights:
        _foresights.append(foresight)


def figure_change(draft: IndicatorDraft, reading: DraftReading, before: IndicatorVersion | None) -> FigureChange | None:
    """How the draft would score otherwise than the version that it follows; none where no figure follows from it."""
    content = reading.content
    if draft.indicator_id is None or before is None or not content.direction or not content.pattern:
        return None
    if (content.direction, content.pattern) == (before.direction, before.pattern):
        return None
    if takes_other_targets(Direction(before.direction), Direction(content.direction)):
        return None  # refused for its targets before anything could be scored
    return FigureChange(
        draft_id=draft.pk,
        edition=draft.edition,
        indicator_id=draft.indicator_id,
        direction=content.direction,
        pattern=content.pattern,
        is_pattern_new=content.pattern != before.pattern,
    )


def foresee(change: FigureChange | None) -> Impact:
    """What the change would have changed."""
    if change is None:
        return Impact(ImpactState.WORDS)
    for foresight in _foresights:
        return foresight.foresee(change)
    return Impact(ImpactState.NOBODY)


def needed_proof(change: FigureChange | None) -> str:
    """What a publication must name to be allowed; empty where there is nothing to be seen first."""
    if change is None:
        return ""
    return "".join(foresight.needed_proof(change) for foresight in _foresights)
