"""Elements of a drawing as text. Every value is escaped; there is no style, no script and no reference to the outside.

A *fluid* drawing has no view box: it is as wide as its place, positions across are in percent, heights and letters in
pixels, so that nothing is stretched on a phone or in print. A *fixed* one has a view box and is scaled as a whole.
"""

from collections.abc import Iterable
from decimal import Decimal
from typing import TypeAlias

from markupsafe import Markup, escape

from appraisal.charts.palette import LIGHT

FONT = "Liberation Sans, Arial, sans-serif"
Length: TypeAlias = int | float | Decimal | str

_FULL = Decimal(100)


def element(name: str, /, *children: str, **attributes: Length | None) -> Markup:
    """One element. A child that is no markup yet is escaped, as every value is; ``None`` leaves an attribute out.

    ``_`` in the name of an attribute is a hyphen, and one at its end only keeps Python's own words apart.
    """
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(length(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    inside = Markup("").join(children)
    return Markup(f"<{name}{written}>{inside}</{name}>" if inside else f"<{name}{written}/>")  # noqa: S704 - escaped above


def length(value: Length) -> str:
    """A position with at most two decimals; a text as it is."""
    if isinstance(value, str):
        return value
    return f"{value:.2f}".rstrip("0").rstrip(".")


def percent(part: Decimal, whole: Decimal) -> str:
    """A position across a fluid drawing: ``part`` of ``whole``, never outside of it."""
    inside = min(max(part, Decimal(0)), whole)
    return f"{length(_FULL * inside / whole)}%"


def rect(token: str, **attributes: Length | None) -> Markup:
    """A filled rectangle in a colour of the palette."""
    return element("rect", class_=f"fill-{token}", fill=LIGHT[token], **attributes)


def outline(token: str, **attributes: Length | None) -> Markup:
    """The border of a rectangle."""
    return element("rect", class_=f"edge-{token}", fill="none", stroke=LIGHT[token], **attributes)


def shape(token: str, path: str, **attributes: Length | None) -> Markup:
    """A filled path."""
    return element("path", class_=f"fill-{token}", fill=LIGHT[token], d=path, **attributes)


def line(token: str, path: str, **attributes: Length | None) -> Markup:
    """A path that is drawn and not filled."""
    return element("path", class_=f"edge-{token}", fill="none", stroke=LIGHT[token], d=path, **attributes)


def words(content: str, ink: str = "text", **attributes: Length | None) -> Markup:
    """Some words, in a colour that letters may have."""
    return element("text", content, class_=f"fill-{ink}", fill=LIGHT[ink], **attributes)


def fluid(kind: str, label: str, height: Length, children: Iterable[str]) -> Markup:
    """A drawing as wide as its place and ``height`` pixels high."""
    return _drawing(kind, label, children, width="100%", height=height)


def fixed(kind: str, label: str, size: tuple[int, int], children: Iterable[str]) -> Markup:
    """A drawing of that width and height, which may be scaled."""
    width, height = size
    return _drawing(kind, label, children, width=width, height=height, viewBox=f"0 0 {width} {height}")


def _drawing(kind: str, label: str, children: Iterable[str], **attributes: Length) -> Markup:
    """The frame: its label is its name for whoever cannot see it, on the page and (as title) in a PDF."""
    if not label:
        return element("svg", *children, class_=f"ch {kind}", aria_hidden="true", focusable="false", **attributes)
    known = {"role": "img", "aria_label": label, "font_family": FONT}
    return element("svg", element("title", label), *children, class_=f"ch {kind}", **known, **attributes)
