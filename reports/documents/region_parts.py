"""Parts of the region's overview that screen and paper share: guideline, movements, and how good the data are."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext as _

from appraisal.charts.slope import SlopeLine, most_moved, whole
from appraisal.documents.guideline import NAMES, Counts, OrganisationPredicate, Outcome, compare, is_compared, spans
from appraisal.scoring.language import say
from appraisal.scoring.types import Predicate
from appraisal.scoring.wording import number, score_text
from reports.documents.data_standing import in_brackets
from reports.documents.summaries import NOTICEABLE, AgencyLine, Share

MOST_IN_HEAT = 12
"""The first page stays one page: the units that changed most come first, the others one click or one page later."""
TREND_BOUNDS = (Decimal(70), Decimal(80), Decimal(90), Decimal(110))
"""Where the tints of the heat table change: always the same, so that months and regions can be compared."""


@dataclass(frozen=True, slots=True)
class RegionGuideline:
    """The range of the guideline (SE MenPANRB 3/2023) beside the predicates of all people of the region.

    ``predicate`` is the one of the region's own unit, or the one that all its perangkat daerah share; without it there
    is no range. ``rated`` is how many of them have one. ``spans`` are whole persons, by predicate. ``unmet`` are the
    sentences of the curve that the people do not fit.
    """

    predicate: OrganisationPredicate | None
    rated: Share
    spans: Mapping[Predicate, tuple[int, int]] = field(default_factory=dict)
    unmet: tuple[Outcome, ...] = ()

    @classmethod
    def of(cls, predicate: OrganisationPredicate | None, rated: Share, counts: Counts) -> "RegionGuideline":
        """With the ranges for so many people; with none for too few to be compared."""
        if predicate is None or not is_compared(counts):
            return cls(predicate, rated)
        found = compare(predicate, counts)
        unmet = tuple(outcome for outcome in found.outcomes if not outcome.is_met) if found else ()
        return cls(predicate, rated, spans(predicate, sum(counts.values())), unmet)

    @property
    def sentence(self) -> str:
        """Which predicate the range belongs to, or why there is none."""
        if self.predicate:
            return _("Predikat organisasi: %(name)s. Batang berbingkai adalah rentang pedoman, bukan kuota.") % {
                "name": say(NAMES[self.predicate])
            }
        if not self.rated.done:
            return _("Tanpa rentang pedoman: predikat organisasi belum ditetapkan.")
        if self.rated.done < self.rated.total:
            return _(
                "Tanpa rentang pedoman: predikat organisasi ditetapkan di %(done)s dari %(total)s perangkat daerah."
            ) % {"done": number(Decimal(self.rated.done)), "total": number(Decimal(self.rated.total))}
        return _("Tanpa rentang pedoman: predikat organisasi berbeda antarperangkat daerah.")


@dataclass(frozen=True, slots=True)
class DataQuality:
    """What the figures rest on. All of definitive evaluations in force, of the whole region.

    ``incomplete`` are provisional, ``held_back`` of them wait for peers and subordinates alone, ``unplanned`` people
    have no agreed plan. ``first`` and ``last`` say when the evaluations in force were computed. ``schemes`` are the
    versions of the rules by label, each with how many evaluations follow it.
    """

    incomplete: int
    held_back: int
    unplanned: int
    first: datetime.datetime | None
    last: datetime.datetime | None
    schemes: tuple[tuple[str, int], ...]

    @property
    def first_day(self) -> datetime.date | None:
        """The day of ``first`` in the region."""
        return timezone.localdate(self.first) if self.first else None

    @property
    def last_day(self) -> datetime.date | None:
        """The day of ``last`` in the region."""
        return timezone.localdate(self.last) if self.last else None


@dataclass(frozen=True, slots=True)
class Movements:
    """The units that moved most since the period before, in points of hasil kerja; at most twelve, never a person.

    ``caveat`` is what has to be known while something is lacking in one of the two periods.
    """

    before_label: str
    label: str
    lines: tuple[SlopeLine, ...]
    compared: int
    caveat: str = ""

    @classmethod
    def of(cls, units: Sequence[AgencyLine], before_label: str, label: str, caveat: str = "") -> "Movements":
        """Those of some units that have a mean in both periods."""
        lines = [
            SlopeLine(unit.name, unit.before.result, unit.means.result) for unit in units if unit.before and unit.means
        ]
        return cls(before_label, label, tuple(most_moved(lines)), len(lines), caveat)

    @property
    def title(self) -> str:
        """The message: who moved most, and by how much, if that can be noticed; its drawing is called so."""
        top = self.lines[0]
        values = {
            "unit": whole(top.name),
            "points": score_text(abs(top.change)),
            "period": self.before_label,
            "caveat": in_brackets(self.caveat),
        }
        if abs(top.change) < NOTICEABLE:
            return _("Tidak ada unit yang berubah berarti sejak %(period)s%(caveat)s") % values
        if top.change > 0:
            return _("Yang paling berubah: %(unit)s, naik %(points)s poin sejak %(period)s%(caveat)s") % values
        return _("Yang paling berubah: %(unit)s, turun %(points)s poin sejak %(period)s%(caveat)s") % values
