"""A rater hands the acts of appraisal to somebody else for some days (plt, plh)."""

import calendar
import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.dates import date_range, long_date
from agencies.models import AuditEvent, Delegation, DelegationKind, Employee, Placement
from agencies.permissions import Actor
from agencies.services.find_region_admins import find_region_admins
from agencies.services.record_event import record_event
from appraisal.services.delegation.errors import DelegationRefusedError, NotYoursToDelegateError
from appraisal.services.delegation.who_may import is_rater, may_delegate_for
from appraisal.services.delegation.wording import kind_label

LONGEST_MONTHS = 6


@transaction.atomic
def make_delegation(
    *,
    rater: Employee,
    delegate: Employee,
    kind: DelegationKind,
    first_day: datetime.date,
    last_day: datetime.date,
    reason: str,
    actor: Actor,
) -> Delegation:
    """From the first to the last day, both included, ``delegate`` rates in the name of ``rater``.

    Periods do not matter: what counts is the day of the act.

    Raises:
        NotYoursToDelegateError: the actor is neither the rater nor an admin of the rater's unit.
        DelegationRefusedError: these days, or this person, cannot be; the text says why and how to mend it.
    """
    today = timezone.localdate()
    if kind == DelegationKind.TAKEOVER or not may_delegate_for(actor, rater.pk, today):
        raise NotYoursToDelegateError(
            _("Penilaian diserahkan oleh pejabat penilai sendiri, atau oleh admin unitnya bila ia berhalangan.")
        )
    _refuse_days(first_day, last_day, today)
    _refuse_delegate(rater, delegate, actor)
    if not is_rater(rater.pk, first_day, last_day):
        raise DelegationRefusedError(
            _("Tidak ada pegawai yang dinilai %(name)s pada hari-hari itu.") % {"name": rater.name}, "rater"
        )
    Employee.objects.select_for_update(no_key=True).filter(pk=rater.pk).first()
    _refuse_overlap(rater, first_day, last_day)
    delegation = Delegation.objects.create(
        rater=rater,
        delegate=delegate,
        kind=kind,
        first_day=first_day,
        last_day=last_day,
        reason=reason,
        decided_by_id=actor.user_id,
    )
    record_event(
        action=AuditEvent.Action.DELEGATION_MADE,
        subject=f"{rater.nip}, {kind}",
        actor=actor,
        details={"delegate": delegate.nip, "first_day": str(first_day), "last_day": str(last_day)},
        reason=reason,
    )
    return delegation


def is_rated_by(delegate_id: int, rater_id: int, first_day: datetime.date, last_day: datetime.date) -> bool:
    """Whether the delegate is one of those whom the rater rates: that row then waits for the rater's superior."""
    places = Placement.objects.during(first_day, last_day)
    return places.filter(employee_id=delegate_id, supervisor_id=rater_id).exists()


def last_possible_day(first_day: datetime.date) -> datetime.date:
    """Six months on, the day before: of 15 March 14 September."""
    month = first_day.month - 1 + LONGEST_MONTHS
    year, month = first_day.year + month // 12, month % 12 + 1
    day = min(first_day.day, calendar.monthrange(year, month)[1])
    return datetime.date(year, month, day) - datetime.timedelta(days=1)


def _refuse_days(first_day: datetime.date, last_day: datetime.date, today: datetime.date) -> None:
    if first_day < today:
        raise DelegationRefusedError(
            _("Hari pertama sudah lewat. Pilih hari ini (%(day)s) atau sesudahnya.") % {"day": long_date(today)},
            "first_day",
        )
    if last_day < first_day:
        raise DelegationRefusedError(_("Hari terakhir mendahului hari pertama. Periksa kedua tanggal."), "last_day")
    furthest = last_possible_day(first_day)
    if last_day > furthest:
        raise DelegationRefusedError(
            _("Paling lama enam bulan: pilih hari terakhir sampai %(day)s.") % {"day": long_date(furthest)},
            "last_day",
        )


def _refuse_delegate(rater: Employee, delegate: Employee, actor: Actor) -> None:
    if delegate.pk == rater.pk:
        raise DelegationRefusedError(
            _("Pelaksana harus orang lain, bukan pejabat penilai itu sendiri. Pilih pegawai lain."), "delegate"
        )
    if delegate.pk == actor.employee_id:
        raise DelegationRefusedError(
            _("Admin tidak menunjuk diri sendiri. Pilih pegawai lain sebagai pelaksana."), "delegate"
        )
    if delegate.user is None or not delegate.user.is_active:
        admins = ", ".join(find_region_admins()) or _("kantor kepegawaian")
        raise DelegationRefusedError(
            _(
                "%(name)s belum punya akun yang aktif, jadi belum dapat menilai. Minta admin daerah (%(admins)s) "
                "mengaktifkan akunnya, atau pilih pegawai lain."
            )
            % {"name": delegate.name, "admins": admins},
            "delegate",
        )


def _refuse_overlap(rater: Employee, first_day: datetime.date, last_day: datetime.date) -> None:
    existing = (
        Delegation.objects.filter(rater=rater, ended_at__isnull=True, first_day__lte=last_day, last_day__gte=first_day)
        .select_related("delegate")
        .order_by("first_day")
        .first()
    )
    if existing is not None:
        raise DelegationRefusedError(
            _(
                "Penilaian %(rater)s pada %(days)s sudah diserahkan kepada %(name)s (%(kind)s). Akhiri dahulu, atau "
                "pilih hari lain."
            )
            % {
                "rater": rater.name,
                "name": existing.delegate.name,
                "kind": kind_label(existing.kind),
                "days": date_range(existing.first_day, existing.last_day),
            },
            "first_day",
        )
