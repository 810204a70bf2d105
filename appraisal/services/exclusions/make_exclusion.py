"""Somebody is not waited for during some days, with a reason."""

import datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from agencies.dates import long_date
from agencies.models import AuditEvent, Employee
from agencies.permissions import Actor
from agencies.services.record_event import record_event
from appraisal.models import Exclusion


class ExclusionRefusedError(ValueError):
    """The exclusion cannot be made or ended as asked; the text says why and how to mend it."""


def make_exclusion(
    *,
    employee: Employee,
    kind: Exclusion.Kind,
    first_day: datetime.date,
    last_day: datetime.date | None,
    reason: str,
    actor: Actor,
) -> Exclusion:
    """Leave a person out from the first to the last day; without a last day until it is ended.

    It concerns what is waited for, never a figure: whom nobody rated stays incomplete (contract 2.1).

    Raises:
        ExclusionRefusedError: the actor's own, without a reason, ending before it begins, or overlapping another one.
    """
    refuse_own(employee, actor)
    text = " ".join(reason.split())
    if not text:
        raise ExclusionRefusedError(_("Tulis alasan pengecualian."))
    if last_day is not None and last_day < first_day:
        raise ExclusionRefusedError(_("Hari terakhir lebih awal daripada hari pertama. Perbaiki salah satunya."))
    Employee.objects.select_for_update(of=("self",)).get(pk=employee.pk)  # two at once would not see each other
    _refuse_overlap(employee, first_day, last_day)
    made = Exclusion.objects.create(
        employee=employee,
        kind=kind,
        first_day=first_day,
        last_day=last_day,
        reason=text,
        decided_by_id=actor.user_id,
        decided_by_name=actor.name,
    )
    record_event(
        action=AuditEvent.Action.EXCLUSION_MADE,
        subject=employee.nip,
        actor=actor,
        details={"kind": kind.value, "first_day": str(first_day), "last_day": str(last_day) if last_day else None},
        reason=text,
    )
    return made


def refuse_own(employee: Employee, actor: Actor) -> None:
    """Nobody decides on themselves (contract 6).

    Raises:
        ExclusionRefusedError: the actor is the person.
    """
    if employee.pk == actor.employee_id:
        raise ExclusionRefusedError(_("Pengecualian untuk diri sendiri diputuskan oleh admin lain."))


def _refuse_overlap(employee: Employee, first_day: datetime.date, last_day: datetime.date | None) -> None:
    others = Exclusion.objects.filter(
        Q(last_day__isnull=True) | Q(last_day__gte=first_day), employee=employee, ended_at__isnull=True
    )
    if last_day is not None:
        others = others.filter(first_day__lte=last_day)
    other = others.first()
    if other is None:
        return
    values = {"kind": other.get_kind_display(), "first": long_date(other.first_day)}
    if other.last_day is None:
        raise ExclusionRefusedError(
            _("Sudah ada pengecualian yang berlaku sejak %(first)s (%(kind)s). Cabut dulu yang itu.") % values
        )
    raise ExclusionRefusedError(
        _(
            "Bertumpang tindih dengan pengecualian %(first)s sampai %(last)s (%(kind)s). "
            "Ubah tanggalnya atau cabut yang itu."
        )
        % {**values, "last": long_date(other.last_day)}
    )
