"""Heat table: which units need attention, and since when? A table with the number in each cell and a tint behind it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from markupsafe import Markup

from appraisal.charts.sparkline import trace
from appraisal.charts.svg import element
from appraisal.scoring.language import say
from appraisal.scoring.wording import number, score_text

STEPS = 5


@dataclass(frozen=True, slots=True)
class HeatRow:
    """A unit with one value a column; ``None`` is no value, which is not 0. ``url`` leads to the unit."""

    name: str
    values: Sequence[Decimal | None]
    url: str = ""


def heat(
    rows: Sequence[HeatRow | tuple[str, Sequence[Decimal | None]]],
    columns: Sequence[str],
    label: str,
    bounds: Sequence[Decimal] | None = None,
    *,
    traced: bool = False,
) -> Markup:
    """An HTML table, since it is read cell by cell; ``label`` is its caption.

    ``bounds`` are the four values at which the next of five tints begins; unless given they part the span of the values
    evenly, in whole numbers where they are wide enough. The legend names them. ``traced`` ends each row with its line,
    on the scale from the first bound to the last, the same for every row.

    Raises:
        ValueError: another number of bounds, or a row with another number of values than there are columns.
    """
    lines = [row if isinstance(row, HeatRow) else HeatRow(*row) for row in rows]
    if any(len(row.values) != len(columns) for row in lines):
        raise ValueError("each row needs one value a column")
    steps = _even_bounds(lines) if bounds is None else tuple(bounds)
    if len(steps) != STEPS - 1:
        raise ValueError(f"{STEPS} tints have {STEPS - 1} bounds")
    heads = [*columns, *([say("Tren")] if traced else [])]
    head = element("tr", element("th", say("Unit"), scope="col"), *(_head(name) for name in heads))
    body = [element("tr", element("th", _name(row), scope="row"), *_cells(row, steps, traced=traced)) for row in lines]
    columns_of_units = element("colgroup", element("col", class_="heat-name"), *(element("col") for _ in heads))
    parts = [element("caption", label), columns_of_units, element("thead", head), element("tbody", *body)]
    table = element("table", *parts, class_="heat")
    frame = element("div", table, class_="heat-frame", role="region", aria_label=label, tabindex="0")
    return element("div", frame, element("p", *_swatches(steps), class_="heat-legend"))


def step_of(value: Decimal, bounds: Sequence[Decimal]) -> int:
    """The tint of a value, 1 (lightest, lowest) to 5; a bound belongs to the tint above it."""
    return 1 + sum(value >= bound for bound in bounds)


def _even_bounds(rows: Sequence[HeatRow]) -> tuple[Decimal, ...]:
    known = [value for row in rows for value in row.values if value is not None] or [Decimal(0)]
    low, width = min(known), (max(known) - min(known)) / STEPS
    unit = Decimal(1) if width >= 1 else Decimal("0.01")
    return tuple((low + width * place).quantize(unit) for place in range(1, STEPS))


def _head(name: str) -> Markup:
    return element("th", name, scope="col")


def _name(row: HeatRow) -> str:
    return element("a", row.name, href=row.url) if row.url else row.name


def _cells(row: HeatRow, bounds: Sequence[Decimal], *, traced: bool) -> Iterator[Markup]:
    yield from (_cell(value, bounds) for value in row.values)
    if traced:
        yield element("td", trace(row.values, (bounds[0], bounds[-1])) or "-", class_="heat-trace")


def _cell(value: Decimal | None, bounds: Sequence[Decimal]) -> Markup:
    if value is None:
        return element("td", "-", class_="heat-none")
    return element("td", score_text(value), class_=f"heat-{step_of(value, bounds)}")


def _swatches(bounds: Sequence[Decimal]) -> Iterator[Markup]:
    """The five tints with what they stand for."""
    yield element("span", say("di bawah {bound}", bound=number(bounds[0])), class_="heat-1")
    for place, bound in enumerate(bounds, start=2):
        yield element("span", say("mulai {bound}", bound=number(bound)), class_=f"heat-{place}")
