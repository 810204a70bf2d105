"""What the tree of units may not become: a circle, or deeper than any organisation is."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from agencies.models import Agency
from agencies.services.import_agencies import MOST_LEVELS
from agencies.services.row_checks import circles, written_circle


class UnitRefused(ValueError):  # noqa: N818 - what happened, not a fault of the program
    """A unit that cannot be so; ``field`` is what to mend (``code``, ``parent``)."""

    def __init__(self, sentence: str, field: str) -> None:
        super().__init__(sentence)
        self.field = field


def refuse_wrong_parent(*, code: str, parent: Agency | None) -> None:
    """Go on if a unit, new or stored, may stand under another one. One query.

    Raises:
        UnitRefused: the parents would go round in a circle, or the tree would have too many levels.
    """
    if parent is None:
        return
    parents = dict(Agency.objects.values_list("code", "parent__code")) | {code: parent.code}
    above = {below: over for below, over in parents.items() if over}
    if round_trips := circles(above):
        sentence = _("Susunan induk melingkar: %(circle)s. Pilih induk lain.")
        raise UnitRefused(sentence % {"circle": written_circle(round_trips[0])}, "parent")
    if max(_depth(one, parents) for one in parents) > MOST_LEVELS:
        raise UnitRefused(_("Susunan unit paling banyak %(most)s tingkat.") % {"most": MOST_LEVELS}, "parent")


def _depth(code: str, parents: Mapping[str, str | None]) -> int:
    depth = 0
    at: str | None = code
    while at is not None:
        depth += 1
        at = parents.get(at)
    return depth
