"""Which two periods are compared: what the address names, else the first evaluated one and the one before it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from appraisal.models import Period, PeriodKind
from appraisal.period_codes import PeriodCodeError, parse_period_code
from appraisal.views.period_choice import OfferedPeriod, label_of
from reports.services.overviews.load_history import code_before

LONGEST_CODE = 20
"""More than that of an odd address is not repeated."""

KIND_NAMES = {
    PeriodKind.MONTH: gettext_lazy("Bulan"),
    PeriodKind.QUARTER: gettext_lazy("Triwulan"),
    PeriodKind.SEMESTER: gettext_lazy("Semester"),
    PeriodKind.YEAR: gettext_lazy("Tahun"),
}


class PairRefusedError(ValueError):
    """The two periods cannot be compared; the message is a sentence that says why and what to choose."""


class NoPartnerError(PairRefusedError):
    """One period was named, and no other of its length was evaluated."""


@dataclass(frozen=True, slots=True)
class OfferedKind:
    """The evaluated periods of one length, newest first."""

    name: str
    periods: tuple[OfferedPeriod, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """The two periods, the earlier one first."""

    before: Period
    now: Period


def offered_kinds(periods: Iterable[Period]) -> tuple[OfferedKind, ...]:
    """What the form offers: lengths with at least two periods, months first."""
    order = list(KIND_NAMES)
    ranked = sorted(periods, key=lambda one: (order.index(PeriodKind(one.kind)), -one.first_day.toordinal()))
    kinds = [(kind, list(found)) for kind, found in groupby(ranked, key=lambda one: PeriodKind(one.kind))]
    return tuple(
        OfferedKind(str(KIND_NAMES[kind]), tuple(OfferedPeriod(one.code, label_of(one)) for one in found))
        for kind, found in kinds
        if len(found) > 1
    )


def chosen_pair(periods: Sequence[Period], before: str, now: str) -> Pair | None:
    """The two periods; an empty code is chosen here. ``None`` while no length was evaluated twice.

    ``periods`` are the evaluated ones: the first that has one of its length before it is chosen here. The order in
    which the address names them does not matter.

    Raises:
        PairRefusedError: a code is unknown, both are the same, or their lengths differ.
        NoPartnerError: nothing stands beside the only one that was named.
    """
    asked = [_named(periods, code) for code in (before, now) if code]
    if len(asked) == 2:
        return _checked(*asked)
    if asked:
        partner = _beside(periods, asked[0], later=not now)
        if partner is None:
            values = {"period": label_of(asked[0])}
            raise NoPartnerError(_("Belum ada periode lain yang sama panjang dengan %(period)s.") % values)
        return _checked(asked[0], partner)
    found = ((_beside(periods, one, later=False), one) for one in periods)
    return next((Pair(then, one) for then, one in found if then and then.first_day < one.first_day), None)


def _named(periods: Iterable[Period], text: str) -> Period:
    try:
        code = parse_period_code(text[:LONGEST_CODE]).code
    except PeriodCodeError as error:
        raise PairRefusedError(str(error)) from error
    found = next((one for one in periods if one.code == code), None)
    if found is None:
        values = {"period": parse_period_code(code).label}
        raise PairRefusedError(_("%(period)s belum dievaluasi. Pilih periode yang sudah dievaluasi.") % values)
    return found


def _checked(one: Period, other: Period) -> Pair:
    values = {"one": label_of(one), "other": label_of(other)}
    if one.code == other.code:
        raise PairRefusedError(_("Kedua periode sama: %(one)s. Pilih dua periode yang berbeda.") % values)
    if one.kind != other.kind:
        raise PairRefusedError(
            _("%(one)s dan %(other)s tidak sama panjang. Pilih dua bulan, dua triwulan, dua semester, atau dua tahun.")
            % values
        )
    return Pair(*sorted((one, other), key=lambda period: period.first_day))


def _beside(periods: Iterable[Period], one: Period, *, later: bool) -> Period | None:
    """The period right before one, else the nearest earlier one of its length, else the nearest later one.

    With ``later`` the nearest later one comes first.
    """
    alike = [period for period in periods if period.kind == one.kind and period.code != one.code]
    exact = code_before(one.code)
    earlier = [period for period in alike if period.first_day < one.first_day]
    nearest = next((period for period in alike if period.code == exact), None) or max(
        earlier, key=lambda period: period.first_day, default=None
    )
    following = min(
        (period for period in alike if period.first_day > one.first_day), key=lambda p: p.first_day, default=None
    )
    return (following or nearest) if later else (nearest or following)
