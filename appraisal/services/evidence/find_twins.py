"""The same file, or the same picture, used for somebody else or for another month: a hint, never a judgement."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from django.db.models import Q
from django.utils.translation import gettext as _

from agencies.dates import long_month
from appraisal.models import ActualEvidence

MOST_HINTS = 3
"""Of one file; the rest is counted."""
MOST_USES = 2000
"""Looked at in all: a form that everybody uploads would name the whole region."""


class _Use(NamedTuple):
    """A file used for an actual."""

    sha256: str
    look: int | None
    employee_id: int
    name: str
    month: date


def find_twins(links: Sequence[ActualEvidence]) -> dict[int, tuple[str, ...]]:
    """Hints by the id of each link whose file was used for another person or another month as well. One query.

    ``links`` come with their evidence and actual.
    """
    uses = _uses(links)
    by_content, by_look = _grouped(uses)
    found: dict[int, tuple[str, ...]] = {}
    for link in links:
        file, actual = link.evidence, link.actual
        own = actual.employee_id, actual.month
        same = _others(by_content.get(file.sha256, ()), own)
        alike = _others(by_look.get(file.look, ()), own) if file.look is not None else {}
        hints = _hints(same, {place: name for place, name in alike.items() if place not in same}, actual.employee_id)
        if hints:
            found[link.pk] = hints
    return found


def _uses(links: Sequence[ActualEvidence]) -> list[_Use]:
    contents = {link.evidence.sha256 for link in links}
    looks = {link.evidence.look for link in links if link.evidence.look is not None}
    if not contents:
        return []
    rows = ActualEvidence.objects.filter(Q(evidence__sha256__in=contents) | Q(evidence__look__in=looks))
    columns = ("evidence__sha256", "evidence__look", "actual__employee_id", "actual__employee__name", "actual__month")
    newest = rows.order_by("-actual__month", "actual__employee__name__sort_key", "actual__employee__nip").values_list(
        *columns
    )
    return [_Use(*row) for row in newest[:MOST_USES]]


def _grouped(uses: Sequence[_Use]) -> tuple[dict[str, list[_Use]], dict[int, list[_Use]]]:
    by_content: dict[str, list[_Use]] = defaultdict(list)
    by_look: dict[int, list[_Use]] = defaultdict(list)
    for use in uses:
        by_content[use.sha256].append(use)
        if use.look is not None:
            by_look[use.look].append(use)
    return by_content, by_look


def _others(uses: Sequence[_Use], own: tuple[int, date]) -> dict[tuple[int, date], str]:
    """Person and month of other uses, each once, with the person's name."""
    return {(use.employee_id, use.month): use.name for use in uses if (use.employee_id, use.month) != own}


def _hints(same: dict[tuple[int, date], str], alike: dict[tuple[int, date], str], employee_id: int) -> tuple[str, ...]:
    of_content, of_look = (
        _("Berkas yang sama juga dipakai %(who)s, %(month)s."),
        _("Gambar yang tampak sama juga dipakai %(who)s, %(month)s."),
    )
    places = [
        *((place, name, of_content) for place, name in same.items()),
        *((place, name, of_look) for place, name in alike.items()),
    ]
    hints = []
    for (person, month), name, sentence in places[:MOST_HINTS]:
        who = _("pegawai ini") if person == employee_id else name
        hints.append(sentence % {"who": who, "month": long_month(month.year, month.month)})
    if len(places) > MOST_HINTS:
        hints.append(_("Dan %(count)s pemakaian lain.") % {"count": len(places) - MOST_HINTS})
    return tuple(hints)
