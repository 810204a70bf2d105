"""An agreed version becomes the plan that is evaluated; what was agreed for earlier months stays untouched."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.services.take_file import locked_period, wait_for_other_changes
from indicators.models import ItemKind, Plan, PlanItem, PlanState, PlanVersion, PlanVersionItem
from indicators.services.plans.draft_plan import plan_key
from indicators.services.plans.plan_errors import PlanRefused
from indicators.services.plans.shown_targets import Months


def merge_plan(version: PlanVersion) -> Plan:
    """Write the plan and its items from a version whose content both sides stand behind.

    From ``version.from_month`` on the plan says what the version says. Earlier months keep their targets, and their
    weights in ``month_weights``; an item that is no longer there ends with the month before.

    Raises:
        PlanRefused: a month that would change belongs to a locked period; the plan in force is not the one that the
            version began with; main work of earlier months would become additional, or the other way round.
    """
    try:
        with transaction.atomic():
            wait_for_other_changes()
            return _merge(version)
    except IntegrityError as error:
        code = locked_period(error)
        if code is None:
            raise
        raise PlanRefused(
            _("Periode %(code)s sudah dikunci, sehingga targetnya tidak dapat diubah. Mulai dari bulan sesudahnya.")
            % {"code": code}
        ) from error


def _merge(version: PlanVersion) -> Plan:
    key = plan_key(version.employee_id, version.year, version.agency_id, version.placement_kind)
    plan = Plan.objects.filter(**key).first() or Plan.objects.create(**key)
    _refuse_another_plan(plan, version)
    # The weights of an agreed plan sum to 100 at any moment: it is a draft while its items are being written.
    Plan.objects.filter(pk=plan.pk).update(state=PlanState.DRAFT)
    stored = {item.indicator_id: item for item in PlanItem.objects.filter(plan=plan)}
    said = list(PlanVersionItem.objects.filter(version=version).select_related("result", "indicator").order_by("id"))
    start = version.from_month - 1
    _refuse_another_kind(stored, said, start)
    for item in said:
        _write(plan, stored.get(item.indicator_id), item, start)
    _end(stored, {item.indicator_id for item in said}, start)
    Plan.objects.filter(pk=plan.pk).update(state=PlanState.AGREED, agreed_at=timezone.now())
    plan.refresh_from_db()
    return plan


def _refuse_another_plan(plan: Plan, version: PlanVersion) -> None:
    """A file may have brought a plan meanwhile: what both sides had before them is not what is in force."""
    if plan.state != PlanState.AGREED:
        return
    if version.plan_id is None:
        raise PlanRefused(
            _("SKP ini sudah berlaku lewat berkas yang diimpor. Tarik naskah ini; perubahannya dibuat lewat adendum.")
        )
    if plan.agreed_at is not None and plan.agreed_at > version.created_at:
        raise PlanRefused(
            _("SKP yang berlaku diganti berkas setelah adendum ini dimulai. Tarik adendum ini, lalu mulai yang baru.")
        )


def _refuse_another_kind(stored: dict[int, PlanItem], said: Iterable[PlanVersionItem], start: int) -> None:
    """An item is main or additional all year: with its kind the earlier months would change."""
    if start == 0:
        return
    for item in said:
        before = stored.get(item.indicator_id)
        if before is not None and before.kind != item.result.kind:
            raise PlanRefused(
                _(
                    "Indikator %(code)s sudah dinilai sebagai kerja %(kind)s pada bulan sebelumnya, dan tetap begitu "
                    "sampai akhir tahun. Pakai indikator lain."
                )
                % {"code": item.indicator.code, "kind": before.get_kind_display()}
            )


def _write(plan: Plan, stored: PlanItem | None, said: PlanVersionItem, start: int) -> None:
    kind = ItemKind(said.result.kind)
    weight = said.weight if kind == ItemKind.MAIN else None
    if stored is None:
        nothing: Months = [None] * 12
        PlanItem.objects.create(
            plan=plan,
            indicator_id=said.indicator_id,
            kind=kind,
            weight=weight,
            targets=_joined(nothing, said.targets, start),
            upper_targets=None if said.upper_targets is None else _joined(nothing, said.upper_targets, start),
        )
        return
    stored.month_weights = _month_weights(stored, weight, start)
    stored.kind, stored.weight, stored.last_month = kind, weight, None
    stored.targets = _joined(stored.targets, said.targets, start)
    if said.upper_targets is not None or stored.upper_targets is not None:
        nothing = [None] * 12
        stored.upper_targets = _joined(stored.upper_targets or nothing, said.upper_targets or nothing, start)
    stored.save()


def _end(stored: dict[int, PlanItem], said: set[int], start: int) -> None:
    """What the version no longer names: it ends with the month before, or was never there."""
    gone = [item for pk, item in stored.items() if pk not in said and not (item.last_month and item.last_month < start)]
    for item in gone:
        if start == 0:
            item.delete()
            continue
        item.last_month = start
        item.targets = _joined(item.targets, [None] * 12, start)
        if item.upper_targets is not None:
            item.upper_targets = _joined(item.upper_targets, [None] * 12, start)
        item.save()


def _month_weights(stored: PlanItem, weight: Decimal | None, start: int) -> list[Decimal] | None:
    """The weight of each month, where it is not the same all year."""
    if stored.weight is None or weight is None:
        return None
    before: Sequence[Decimal] = stored.month_weights or [stored.weight] * 12
    weights = [*before[:start], *[weight] * (12 - start)]
    return None if _all_same(weights) else weights


def _all_same(weights: Iterable[Decimal]) -> bool:
    return len(set(weights)) == 1


def _joined(before: Months, after: Months, start: int) -> list[Decimal | None]:
    return [*before[:start], *after[start:]]
