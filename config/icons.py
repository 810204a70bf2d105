"""The icons of the product: a closed list out of Lucide (ISC licence), drawn inside the page that shows them.

An icon stands beside words; alone only for search, close and menu, and then the control carries a label. A new one is a
line in ``ICONS``.
"""

import re
from functools import cache

from lucide.jinja import lucide
from markupsafe import Markup

ICONS = frozenset(
    {
        "arrow-left",
        "arrow-right",
        "arrow-down",
        "arrow-up",
        "bell",
        "book-open",
        "building-2",
        "calendar",
        "camera",
        "chart-column",
        "check",
        "chevron-down",
        "chevron-left",
        "chevron-right",
        "chevron-up",
        "circle-alert",
        "circle-check",
        "circle-question-mark",
        "clipboard-check",
        "clipboard-list",
        "clock",
        "download",
        "eye",
        "file-text",
        "flag",
        "history",
        "house",
        "info",
        "key-round",
        "languages",
        "layers",
        "list-checks",
        "lock",
        "log-out",
        "map",
        "menu",
        "message-square",
        "minus",
        "moon",
        "pencil",
        "plus",
        "printer",
        "refresh-cw",
        "ruler",
        "save",
        "scale",
        "search",
        "send",
        "settings",
        "sun",
        "target",
        "trash-2",
        "triangle-alert",
        "undo-2",
        "upload",
        "user-round",
        "users",
        "x",
    }
)
"""The names in use, as Lucide has them."""


class UnknownIconError(LookupError):
    """A template asks for an icon that the registry does not name."""


@cache
def icon(name: str) -> Markup:
    """An icon as inline SVG in the colour of the text round it, silent for screen readers.

    Raises:
        UnknownIconError: the name is not in ``ICONS``.
    """
    if name not in ICONS:
        raise UnknownIconError(
            f"{name!r} is no icon of ours: add it to config.icons.ICONS, or take one of {sorted(ICONS)}"
        )
    shape = {"class": "icon", "stroke-width": "1.75", "aria-hidden": "true", "focusable": "false"}
    drawn = lucide(name, size=20, **shape)
    return Markup(re.sub(r"\s*\n\s*", "", drawn).replace(" />", "/>"))  # noqa: S704 - Lucide's own drawing, no input
