"""What about a claim is worth a look: said to the verifier, never in the way of a decision."""

import statistics
from collections.abc import Sequence
from decimal import Decimal

from django.utils.translation import gettext as _

from appraisal.scoring.types import Target
from appraisal.scoring.wording import number
from appraisal.services.evidence.find_evidence import ShownEvidence
from appraisal.services.verification.claims import Flag, FlagKind

IMPLAUSIBLE_CAPS = 2
"""A month beyond this many times the scheme's cap is more often a wrong unit than work."""
FAR_FACTOR = 2
FEWEST_MONTHS = 3
"""How many earlier months it takes to say what is usual."""


def flags_of(
    *,
    value: Decimal | None,
    target: Target | None,
    cap: Decimal | None,
    earlier: Sequence[Decimal],
    evidence: Sequence[ShownEvidence],
) -> tuple[Flag, ...]:
    """The flags of one claim; ``earlier`` are the values of the months before."""
    found = []
    if not evidence:
        found.append(Flag(FlagKind.NO_EVIDENCE, _("Tanpa bukti"), _("Realisasi ini belum disertai bukti dukung.")))
    if value is not None:
        found += _of_size(value, target, cap)
        found += _of_months(value, earlier)
    if twins := [hint for file in evidence for hint in file.twins]:
        found.append(Flag(FlagKind.TWIN, _("Bukti dipakai lagi"), _of_twins(tuple(dict.fromkeys(twins)))))
    return tuple(found)


def _of_twins(hints: tuple[str, ...]) -> str:
    """The first hint; the others stand beside their files."""
    if len(hints) == 1:
        return hints[0]
    return _("%(first)s Pemakaian lain tertulis pada berkasnya.") % {"first": hints[0]}


def _of_size(value: Decimal, target: Target | None, cap: Decimal | None) -> list[Flag]:
    """How many times the target it is; a range is measured by its upper bound."""
    bound = None if target is None else abs(target.low if target.high is None else target.high)
    if not bound or cap is None or abs(value) * 100 <= bound * cap * IMPLAUSIBLE_CAPS:
        return []
    percent = number((abs(value) * 100 / bound).quantize(Decimal(1)))
    sentence = _("Realisasi %(percent)s%% dari target. Periksa satuannya.") % {"percent": percent}
    return [Flag(FlagKind.IMPLAUSIBLE, _("Jauh di luar target"), sentence)]


def _of_months(value: Decimal, earlier: Sequence[Decimal]) -> list[Flag]:
    if len(earlier) < FEWEST_MONTHS:
        return []
    usual = statistics.median(earlier)
    if usual <= 0 or usual / FAR_FACTOR <= value <= usual * FAR_FACTOR:
        return []
    shown = number(usual.quantize(Decimal("0.1")) if usual != usual.to_integral_value() else usual)
    sentence = _("Jauh dari bulan-bulan sebelumnya, yang biasanya sekitar %(usual)s.") % {"usual": shown}
    return [Flag(FlagKind.FAR, _("Lain dari biasanya"), sentence)]
