"""What the kinds of this app share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from agencies.imports.kinds import Affected
from appraisal.period_codes import parse_period_code

if TYPE_CHECKING:
    from collections.abc import Collection

SHOWN_MONTHS = 4

FIRST_EXAMPLE_NIP = "199001012015011001"


def affected_people(nips: Collection[str], periods: Collection[str], *sentences: str) -> Affected:
    """So many people, and the months concerned."""
    listed = [parse_period_code(code).label for code in sorted(periods)]
    months = ", ".join(listed[:SHOWN_MONTHS]) + (", …" if len(listed) > SHOWN_MONTHS else "")
    first = (_("Bulan yang tersentuh: %(months)s.") % {"months": months},) if listed else ()
    return Affected(len(set(nips)), (*first, *sentences))
