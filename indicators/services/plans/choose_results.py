"""Which results a plan holds: chosen from the cascade, or written by oneself."""

import datetime
import uuid
from collections.abc import Collection, Sequence
from decimal import Decimal

from django.utils.translation import gettext as _

from agencies.permissions import Actor
from indicators.models import (
    EntryKind,
    ItemKind,
    PlanResult,
    PlanVersion,
    PlanVersionItem,
    Side,
    VersionState,
)
from indicators.plan_weights import distribute_remainder
from indicators.services.catalogue.versions import versions_on
from indicators.services.plans.cascade import Cascade, OfferedItem, OfferedResult
from indicators.services.plans.dialogue import say
from indicators.services.plans.edition import agreed_by, held, touch
from indicators.services.plans.plan_errors import PlanRefused
from indicators.services.plans.plan_sides import require_turn
from indicators.services.plans.shown_targets import Months

MOST_RESULTS = 40


def choose_results(
    *,
    version: PlanVersion,
    edition: int,
    keys: Sequence[uuid.UUID],
    cascade: Cascade,
    actor: Actor,
    day: datetime.date,
) -> PlanVersion:
    """Take up results from the cascade, each with the indicators that measure it there and what they begin with.

    Weights that nobody has touched yet are spread anew so that they sum to 100.00.

    Raises:
        PlanChanged, NotYourTurn: see :mod:`plan_errors`.
        PlanRefused: a key is not offered, or too many results.
    """
    stored = held(version, edition)
    side = require_turn(stored, actor, day)
    known = set(PlanResult.objects.filter(version=stored).values_list("supports", flat=True))
    wanted = [key for key in dict.fromkeys(keys) if key not in known]
    if any(key not in cascade.offered for key in wanted):
        raise PlanRefused(_("Hasil pimpinan itu sudah berubah. Muat ulang halaman ini, lalu pilih kembali."))
    for key in wanted:
        add_result(stored, cascade.offered[key], cascade.defaults, side)
    if wanted:
        _refuse_too_many(stored)
        spread_untouched_weights(stored)
        touch(stored)
    return stored


def write_result(
    *,
    version: PlanVersion,
    edition: int,
    text: str,
    actor: Actor,
    day: datetime.date,
    kind: ItemKind = ItemKind.MAIN,
    perspective: str = "",
    result: PlanResult | None = None,
) -> PlanVersion:
    """Write an own result, or other words for one that is there.

    Raises:
        PlanChanged, NotYourTurn, PlanRefused: as above; without words.
    """
    stored = held(version, edition)
    require_turn(stored, actor, day)
    if not text.strip():
        raise PlanRefused(_("Tulis rencana hasil kerja sebagai keadaan yang dicapai, misalnya “Layanan tepat waktu”."))
    if result is None:
        PlanResult.objects.create(
            version=stored, text=text.strip(), kind=kind, perspective=perspective, position=next_position(stored)
        )
        _refuse_too_many(stored)
    else:
        PlanResult.objects.filter(pk=result.pk, version=stored).update(text=text.strip(), perspective=perspective)
    touch(stored)
    return stored


def remove_result(
    *, version: PlanVersion, edition: int, result: PlanResult, actor: Actor, day: datetime.date
) -> PlanVersion:
    """Take a result out with its indicators; weights that nobody has touched are spread anew.

    Raises:
        PlanChanged, NotYourTurn: see :mod:`plan_errors`.
    """
    stored = held(version, edition)
    side = require_turn(stored, actor, day)
    removed = PlanVersionItem.objects.filter(version=stored, result=result)
    say_removed(stored, removed, side=side, actor=actor, day=day)
    removed.delete()
    PlanResult.objects.filter(version=stored, pk=result.pk).delete()
    spread_untouched_weights(stored)
    touch(stored)
    return stored


def add_result(
    version: PlanVersion, offered: OfferedResult, defaults: dict[int, OfferedItem], side: Side
) -> PlanResult:
    """A result that supports another one, with its indicators as they are offered; those already planned stay."""
    result = PlanResult.objects.create(
        version=version,
        text=offered.text,
        supports=offered.key,
        supports_text=offered.text,
        position=next_position(version),
    )
    planned = set(PlanVersionItem.objects.filter(version=version).values_list("indicator_id", flat=True))
    for item in offered.items:
        if item.indicator_id not in planned:
            add_item(version, result, defaults.get(item.indicator_id, item), side)
    return result


def add_item(version: PlanVersion, result: PlanResult, offered: OfferedItem, side: Side) -> PlanVersionItem:
    """An indicator under a result, as it is offered, from the version's first month on.

    In a first draft that is where it begins. Later it is something new, which the other side answers.
    """
    item = PlanVersionItem(
        version=version,
        result=result,
        indicator_id=offered.indicator_id,
        weight=offered.weight if result.kind == ItemKind.MAIN else None,
        targets=_from_month(offered.targets, version.from_month),
        upper_targets=offered.upper_targets and _from_month(offered.upper_targets, version.from_month),
    )
    if is_first_draft(version):
        item.origin_weight, item.origin_targets = item.weight, item.targets
        item.origin_upper_targets = item.upper_targets
    agreed_by(item, side)
    item.save()
    return item


def spread_untouched_weights(version: PlanVersion) -> None:
    """As long as nobody has changed a weight, the main ones are brought to exactly 100.00 in their proportion.

    That is where the plan begins, so it is no difference that the other side would have to answer.
    """
    items = list(PlanVersionItem.objects.filter(version=version, result__kind=ItemKind.MAIN).order_by("id"))
    if not items or not is_first_draft(version) or any(item.weight != item.origin_weight for item in items):
        return
    for item, weight in zip(items, distribute_remainder(_parts(items)), strict=True):
        item.weight = item.origin_weight = weight
        item.save(update_fields=["weight", "origin_weight"])


def say_removed(
    version: PlanVersion, items: Collection[PlanVersionItem], *, side: Side, actor: Actor, day: datetime.date
) -> None:
    """Once the other side has seen an indicator, taking it out leaves a word in the dialogue."""
    if is_first_draft(version):
        return
    words = versions_on([item.indicator_id for item in items], day)
    for item in items:
        text = _("Indikator “%(name)s” dikeluarkan dari SKP ini.") % {"name": words[item.indicator_id].name}
        say(version=version, side=side, actor=actor, kind=EntryKind.PROPOSAL, text=text)


def _parts(items: Collection[PlanVersionItem]) -> list[Decimal]:
    """Their weights as proportions; where one has none yet, all share equally."""
    weights = [item.weight for item in items]
    return [Decimal(1)] * len(weights) if None in weights else [weight or Decimal(1) for weight in weights]


def is_first_draft(version: PlanVersion) -> bool:
    """Whether nobody but the employee has seen anything of the plan yet, and no earlier one counts."""
    return version.state == VersionState.DRAFT and version.plan_id is None


def _from_month(targets: Months, month: int) -> list[Decimal | None]:
    return [None] * (month - 1) + list(targets[month - 1 :])


def next_position(version: PlanVersion) -> int:
    """The number of the next result."""
    return PlanResult.objects.filter(version=version).count() + 1


def _refuse_too_many(version: PlanVersion) -> None:
    if PlanResult.objects.filter(version=version).count() > MOST_RESULTS:
        raise PlanRefused(_("Satu SKP memuat paling banyak %(most)s hasil kerja.") % {"most": MOST_RESULTS})
