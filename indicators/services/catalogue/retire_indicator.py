"""An indicator is measured by no longer from a month on, or again; its history stays."""

import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.dates import long_date
from agencies.models import AuditEvent
from agencies.permissions import Actor
from agencies.services.record_event import record_event
from indicators.models import Indicator
from indicators.models.indicator import SINCE_ALWAYS, qualified_code


class RetirementRefusedError(ValueError):
    """The indicator cannot be retired, or measured by again, as asked."""


def retire_indicator(*, indicator: Indicator, day: datetime.date, reason: str, actor: Actor) -> Indicator:
    """From ``day``, the first of a month, no new plan may measure by it; agreed plans keep it.

    Raises:
        RetirementRefusedError: it is retired already, no reason is given, or the month has passed.
    """
    stored = _held(indicator)
    if stored.retired_from is not None:
        told = _("Indikator ini sudah berhenti mulai %(day)s.")
        raise RetirementRefusedError(told % {"day": long_date(stored.retired_from)})
    if not reason.strip():
        raise RetirementRefusedError(_("Tulis alasan singkat, agar orang lain tahu mengapa indikator ini berhenti."))
    if day.day != 1 or day < timezone.localdate().replace(day=1):
        raise RetirementRefusedError(
            _("Indikator berhenti mulai awal bulan ini atau bulan sesudahnya. Pilih bulannya.")
        )
    return _write(stored, day, reason.strip(), actor)


def revive_indicator(*, indicator: Indicator, actor: Actor) -> Indicator:
    """Plans may measure by it again.

    Raises:
        RetirementRefusedError: it is not retired, or its publication was taken back.
    """
    stored = _held(indicator)
    if stored.retired_from is None:
        raise RetirementRefusedError(_("Indikator ini tidak dihentikan. Tidak ada yang perlu dilakukan."))
    if stored.retired_from == SINCE_ALWAYS:
        told = _("Penerbitan yang membawa indikator ini dibatalkan. Terbitkan kembali kodenya lewat Tambah indikator.")
        raise RetirementRefusedError(told)
    return _write(stored, None, "", actor)


def _held(indicator: Indicator) -> Indicator:
    return Indicator.objects.select_for_update(of=("self",), no_key=True).select_related("agency").get(pk=indicator.pk)


def _write(stored: Indicator, day: datetime.date | None, reason: str, actor: Actor) -> Indicator:
    stored.retired_from = day
    stored.save(update_fields=["retired_from"])
    record_event(
        action=AuditEvent.Action.INDICATOR_RETIRED if day else AuditEvent.Action.INDICATOR_REVIVED,
        subject=f"indikator {qualified_code(stored.agency.code, stored.code)}",
        actor=actor,
        details={"retired_from": str(day) if day else None},
        reason=reason,
    )
    return stored
