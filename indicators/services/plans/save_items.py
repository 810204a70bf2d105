"""Weights and targets of a plan under discussion: whoever changes one stands behind it, the other side answers."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from agencies.dates import long_month
from agencies.permissions import Actor
from indicators.models import (
    EntryKind,
    Indicator,
    ItemKind,
    PlanResult,
    PlanVersion,
    PlanVersionItem,
    Side,
    VersionState,
)
from indicators.plan_weights import is_weight
from indicators.services.plans.cascade import OfferedItem
from indicators.services.plans.choose_results import add_item, say_removed, spread_untouched_weights
from indicators.services.plans.dialogue import say
from indicators.services.plans.edition import agreed_by, held, touch
from indicators.services.plans.plan_errors import PlanRefused
from indicators.services.plans.plan_sides import require_turn
from indicators.services.plans.shown_targets import Months, shown_months, shown_weight

MOST_ITEMS = 60


@dataclass(frozen=True, slots=True)
class ItemValues:
    """What an item shall say: weight in percent (None for additional work), twelve targets, upper bounds of ranges."""

    weight: Decimal | None
    targets: Months
    upper_targets: Months | None = None
    measure: str | None = None


def save_items(
    *,
    version: PlanVersion,
    edition: int,
    values: Mapping[int, ItemValues],
    actor: Actor,
    day: datetime.date,
    reason: str = "",
) -> PlanVersion:
    """Store what the items (by number) shall say. An unchanged one is left alone; the same content changes nothing.

    While the plan is discussed every change of a figure asks for a reason: it stands in the dialogue of its indicator.

    Raises:
        PlanChanged: somebody changed the plan meanwhile.
        NotYourTurn: not this person's turn.
        PlanRefused: no reason; a figure that cannot be; earlier months of an addendum; an item that is not there.
    """
    stored = held(version, edition)
    side = require_turn(stored, actor, day)
    items = {item.pk: item for item in PlanVersionItem.objects.filter(version=stored).select_related("result")}
    if not values.keys() <= items.keys():
        raise PlanRefused(_("Salah satu indikator sudah dikeluarkan dari SKP ini. Muat ulang halaman ini."))
    changed = [pk for pk, said in values.items() if _differs(items[pk], said)]
    refigured = [pk for pk in changed if _figures(items[pk]) != _said_figures(items[pk], values[pk])]
    if refigured and stored.state == VersionState.DISCUSSED and not reason.strip():
        raise PlanRefused(_("Tulis alasan singkat mengapa angkanya diubah: pihak lain membacanya."))
    for pk in changed:
        _write(stored, items[pk], values[pk], side=side, actor=actor, reason=reason if pk in refigured else "")
    if changed:
        touch(stored)
    return stored


def add_indicators(
    *,
    version: PlanVersion,
    edition: int,
    result: PlanResult,
    offered: Sequence[OfferedItem],
    actor: Actor,
    day: datetime.date,
) -> PlanVersion:
    """Put indicators under a result, with what they begin with.

    Raises:
        PlanChanged, NotYourTurn: see :mod:`plan_errors`.
        PlanRefused: one is in the plan already, has been retired, or there are too many.
    """
    stored = held(version, edition)
    side = require_turn(stored, actor, day)
    ids = [item.indicator_id for item in offered]
    planned = PlanVersionItem.objects.filter(version=stored)
    if planned.filter(indicator_id__in=ids).exists():
        raise PlanRefused(_("Indikator itu sudah ada dalam SKP ini."))
    if planned.count() + len(ids) > MOST_ITEMS:
        raise PlanRefused(_("Satu SKP memuat paling banyak %(most)s indikator.") % {"most": MOST_ITEMS})
    year_begins = datetime.date(stored.year, stored.from_month, 1)
    if Indicator.objects.filter(pk__in=ids, retired_from__lte=year_begins).exists():
        raise PlanRefused(_("Indikator itu sudah tidak dipakai. Pilih indikator lain."))
    for item in offered:
        add_item(stored, result, item, side)
    if offered:
        spread_untouched_weights(stored)
        touch(stored)
    return stored


def remove_item(
    *, version: PlanVersion, edition: int, item: PlanVersionItem, actor: Actor, day: datetime.date
) -> PlanVersion:
    """Take an indicator out of the plan.

    Raises:
        PlanChanged, NotYourTurn: see :mod:`plan_errors`.
    """
    stored = held(version, edition)
    side = require_turn(stored, actor, day)
    removed = PlanVersionItem.objects.filter(version=stored, pk=item.pk)
    say_removed(stored, removed, side=side, actor=actor, day=day)
    removed.delete()
    spread_untouched_weights(stored)
    touch(stored)
    return stored


def _figures(item: PlanVersionItem) -> tuple[object, ...]:
    return item.weight, item.targets, item.upper_targets


def _said_figures(item: PlanVersionItem, said: ItemValues) -> tuple[object, ...]:
    weight = said.weight if item.result.kind == ItemKind.MAIN else None
    return weight, list(said.targets), None if said.upper_targets is None else list(said.upper_targets)


def _differs(item: PlanVersionItem, said: ItemValues) -> bool:
    return _figures(item) != _said_figures(item, said) or said.measure not in {None, item.measure}


def _write(
    version: PlanVersion, item: PlanVersionItem, said: ItemValues, *, side: Side, actor: Actor, reason: str
) -> None:
    _refuse_impossible(version, item, said)
    before = _figures(item)
    weight, targets, upper_targets = _said_figures(item, said)
    item.weight, item.targets, item.upper_targets = weight, targets, upper_targets  # type: ignore[assignment]
    if said.measure is not None:
        item.measure = said.measure
    agreed_by(item, side)
    item.save()
    if version.state == VersionState.DISCUSSED and before != (weight, targets, upper_targets):
        say(
            version=version,
            indicator_id=item.indicator_id,
            side=side,
            actor=actor,
            kind=EntryKind.PROPOSAL,
            text=reason,
            changes=_told_changes(before, (weight, targets, upper_targets)),
        )


def _refuse_impossible(version: PlanVersion, item: PlanVersionItem, said: ItemValues) -> None:
    """The database would refuse it too; here it is said in words."""
    weight = said.weight
    if weight is not None and not is_weight(weight):
        raise PlanRefused(_("Bobot diisi lebih dari 0 sampai 100, paling banyak dua desimal."))
    if said.upper_targets is not None:
        for low, high in zip(said.targets, said.upper_targets, strict=True):
            if (low is None) != (high is None) or (low is not None and high is not None and low > high):
                raise PlanRefused(_("Rentang ditulis dari batas bawah sampai batas atas, misalnya 80 s.d. 90."))
    earlier = version.from_month - 1
    if item.origin_targets is not None and list(said.targets[:earlier]) != item.origin_targets[:earlier]:
        raise PlanRefused(_reaches_back(version))
    if item.origin_targets is None and any(target is not None for target in said.targets[:earlier]):
        raise PlanRefused(_reaches_back(version))


def _reaches_back(version: PlanVersion) -> str:
    month = long_month(version.year, version.from_month)
    return _("Adendum ini mulai %(month)s. Bulan sebelumnya tidak berubah.") % {"month": month}


def _told_changes(before: tuple[object, ...], after: tuple[object, ...]) -> dict[str, list[str]]:
    """The figures that changed, as people read them: field -> [before, after]."""
    changes: dict[str, list[str]] = {}
    if before[0] != after[0]:
        changes["weight"] = [shown_weight(before[0]), shown_weight(after[0])]
    if before[1:] != after[1:]:
        changes["targets"] = [shown_months(*before[1:]), shown_months(*after[1:])]
    return changes
