"""Levels: where does a rating stand between 1 and 5? Five places in a row, the level's own filled."""

from markupsafe import Markup

from appraisal.charts.svg import fixed, outline, rect

MOST = 5
_STEP, _WIDE, _HIGH = 18, 15, 8


def levels(level: int, label: str = "") -> Markup:
    """A level of 1 to 5; the places up to it are filled. Without ``label`` an ornament beside the words.

    Raises:
        ValueError: there is no such level.
    """
    if not 1 <= level <= MOST:
        raise ValueError(f"a level is 1 to {MOST}, not {level}")
    filled = [rect("chart", x=place * _STEP, width=_WIDE, height=_HIGH) for place in range(level)]
    left = [
        outline("chart-line", x=place * _STEP + 0.5, y=0.5, width=_WIDE - 1, height=_HIGH - 1)
        for place in range(level, MOST)
    ]
    return fixed("ch-levels", label, (MOST * _STEP - 3, _HIGH), [*filled, *left])
