"""In how many units a mean rose and fell, in words: nobody reads that it rose in none of two."""

from collections.abc import Iterable
from decimal import Decimal

from django.utils.translation import gettext as _

from appraisal.scoring.wording import number
from reports.documents.summaries import NOTICEABLE


def moved_in(changes: Iterable[Decimal], units: int, name: str) -> str:
    """`naik di 9 dan turun di 3 dari 32 unit`, by what can be noticed; ``name`` is what a unit is called here.

    ``units`` may be more than could be compared: then what stood still is said of those alone.
    """
    known = list(changes)
    risen, fallen = sum(one >= NOTICEABLE for one in known), sum(one <= -NOTICEABLE for one in known)
    values = {"risen": _count(risen), "fallen": _count(fallen), "all": _count(units), "units": name}
    if not risen and not fallen:
        return _still(len(known), units) % values
    if risen and fallen:
        return _("naik di %(risen)s dan turun di %(fallen)s dari %(all)s %(units)s") % values
    if units == 1:
        return _("naik") if risen else _("turun")
    if max(risen, fallen) == units:
        return (_("naik di semua %(units)s") if risen else _("turun di semua %(units)s")) % values
    return (
        _("naik di %(risen)s dari %(all)s %(units)s") if risen else _("turun di %(fallen)s dari %(all)s %(units)s")
    ) % values


def _still(compared: int, units: int) -> str:
    if compared < units:
        return _("tetap di semua %(units)s yang dapat dibandingkan")
    return _("tetap") if units == 1 else _("tetap di semua %(units)s")


def _count(amount: int) -> str:
    return number(Decimal(amount))
