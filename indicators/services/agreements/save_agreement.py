"""What a unit measures by in a year is saved: all its rows at once, complete or not."""

from collections.abc import Sequence
from decimal import Decimal

from django.utils.translation import gettext as _

from agencies.models import Agency, AuditEvent
from agencies.permissions import Actor
from agencies.services.record_event import record_event
from indicators.models import UnitAgreement, UnitAgreementItem
from indicators.services.agreements.grid import GridRow, bounds_of_targets, shown_percent


class AgreementChangedError(ValueError):
    """Somebody saved another edition meanwhile."""

    def __init__(self) -> None:
        super().__init__(_("Perjanjian kinerja ini sudah diubah orang lain setelah Anda membukanya."))


def save_agreement(*, agency: Agency, year: int, edition: int, rows: Sequence[GridRow], actor: Actor) -> UnitAgreement:
    """Store these rows as the next edition; rows that are not among them leave it. The same again changes nothing.

    Weights need not sum to 100: an agreement is where plans begin, not yet a plan. Rows are known by their indicator.

    Raises:
        AgreementChangedError: the stored edition is not the one that was edited (0 is one that is not there yet).
    """
    agreement = _edition_of(agency, year, edition, actor)
    stored = {item.indicator_id: item for item in UnitAgreementItem.objects.filter(agreement=agreement)}
    wanted = {row.indicator_id: _item(agreement, row) for row in rows}
    gone = [item.pk for key, item in stored.items() if key not in wanted]
    new = [item for key, item in wanted.items() if key not in stored]
    kept = (_changed(stored[key], item) for key, item in wanted.items() if key in stored)
    changed = [item for item in kept if item is not None]
    if not (gone or new or changed):
        return agreement
    UnitAgreementItem.objects.filter(pk__in=gone).delete()
    UnitAgreementItem.objects.bulk_create(new)
    UnitAgreementItem.objects.bulk_update(changed, ["weight", "targets", "upper_targets"])
    agreement.edition = edition + 1
    agreement.edited_by_id = actor.user_id
    agreement.save(update_fields=["edition", "edited_by", "edited_at"])
    record_event(
        action=AuditEvent.Action.AGREEMENT_SAVED,
        subject=f"perjanjian kinerja {agency.name} {year}",
        actor=actor,
        details={
            "edition": agreement.edition,
            "items": len(wanted),
            "weights": shown_percent(sum((row.weight or Decimal(0) for row in rows), Decimal(0))),
            "added": len(new),
            "changed": len(changed),
            "removed": len(gone),
        },
    )
    return agreement


def _edition_of(agency: Agency, year: int, edition: int, actor: Actor) -> UnitAgreement:
    """The stored agreement, held until the transaction ends; made where edition 0 says that there was none."""
    agreements = UnitAgreement.objects.select_for_update(of=("self",)).filter(agency=agency, year=year)
    stored = agreements.first()
    if stored is None and edition == 0:
        facts = {"edition": 0, "edited_by_id": actor.user_id}
        stored, _is_new = agreements.get_or_create(agency=agency, year=year, defaults=facts)
    if stored is None or stored.edition != edition:
        raise AgreementChangedError
    return stored


def _item(agreement: UnitAgreement, row: GridRow) -> UnitAgreementItem:
    lows, highs = bounds_of_targets(row.targets)
    return UnitAgreementItem(
        agreement=agreement, indicator_id=row.indicator_id, weight=row.weight, targets=lows, upper_targets=highs
    )


def _changed(stored: UnitAgreementItem, wanted: UnitAgreementItem) -> UnitAgreementItem | None:
    """The stored item with other figures; None where they are the same."""
    names = ("weight", "targets", "upper_targets")
    if all(getattr(stored, name) == getattr(wanted, name) for name in names):
        return None
    for name in names:
        setattr(stored, name, getattr(wanted, name))
    return stored
