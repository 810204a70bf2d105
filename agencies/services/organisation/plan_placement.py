"""What a change of placements would write, checked and not yet written: forms show it before they save it."""

import copy
import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from agencies.dates import long_date
from agencies.models import Agency, Employee, Placement, PlacementKind
from agencies.permissions import Actor, may_place
from agencies.services.organisation.closed_days import DaysClosedError, refuse_closed_days
from agencies.services.own_people import kept_elsewhere
from agencies.services.placement_checks import ONE_DAY, DefinitiveSpan, circular_spans, overlapping_spans
from agencies.services.row_checks import written_circle


class PlacementRefused(ValueError):  # noqa: N818 - what happened, not a fault of the program
    """A placement that cannot be; ``field`` is what to mend (``first_day``, ``supervisor``, ``agency``), or empty."""

    def __init__(self, sentence: str, field: str = "") -> None:
        super().__init__(sentence)
        self.field = field


@dataclass(frozen=True, slots=True)
class PlacementChange:
    """From a day on, a place follows another one, or corrects the one that begins on that very day.

    ``shortened`` ends the day before ``begun`` begins; None where ``begun`` is that placement itself, corrected, or
    where nothing went before. ``career`` are the person's definitive placements afterwards.
    """

    employee: Employee
    shortened: Placement | None
    begun: Placement
    career: tuple[Placement, ...]

    @property
    def is_correction(self) -> bool:
        """Whether a stored placement keeps its first day."""
        return self.begun.pk is not None


def plan_placement(
    *,
    placements: Sequence[Placement],
    current: Placement | None,
    employee: Employee,
    agency: Agency,
    position: str,
    position_kind: str,
    supervisor: Employee | None,
    first_day: datetime.date,
    actor: Actor,
) -> PlacementChange:
    """What follows ``current`` from a day on; without it (the person has no place on that day) a new one begins.

    The new place ends when the old one would have ended. Writes nothing.

    Raises:
        PlacementRefused: nothing changes, not the actor's to change, overlaps, a circle of superiors, closed days.
    """
    _refuse_strangers(actor, employee, current, agency)
    is_correction = current is not None and current.first_day == first_day
    shortened = _until(current, first_day - ONE_DAY) if current is not None and not is_correction else None
    begun = copy.copy(current) if current is not None and is_correction else _follower(placements, current, first_day)
    begun.employee, begun.agency, begun.supervisor = employee, agency, supervisor
    begun.position, begun.position_kind = position, position_kind
    _refuse_wrong_day(current, first_day)
    _refuse_no_change(current, begun)
    _refuse_supervisor(begun)
    replaced = {current.pk} if current else set()
    kept = [one for one in placements if one.pk not in replaced and one.kind == PlacementKind.DEFINITIVE]
    new = [one for one in (shortened, begun) if one is not None and one.kind == PlacementKind.DEFINITIVE]
    change = PlacementChange(
        employee, shortened, begun, tuple(sorted([*kept, *new], key=lambda one: (one.first_day, one.pk or 0)))
    )
    _refuse_double_key(placements, change)
    _refuse_clashes(change, replaced)
    try:
        refuse_closed_days(first_day, begun.last_day)
    except DaysClosedError as error:
        raise PlacementRefused(str(error), "first_day") from error
    return change


def _refuse_strangers(actor: Actor, employee: Employee, current: Placement | None, agency: Agency) -> None:
    if actor.employee_id == employee.pk:
        raise PlacementRefused(_("Penempatan Anda sendiri diubah oleh admin lain."))
    if not may_place(actor, agency.pk):
        raise PlacementRefused(_("Anda mengelola penempatan di unit Anda saja. Pilih unit dari daftar."), "agency")
    if current is None and kept_elsewhere(actor, [employee.pk]):
        raise PlacementRefused(_("Pegawai ini dikelola unit lain. Minta admin daerah mengubahnya."), "first_day")
    if current is not None and not may_place(actor, current.agency_id):
        sentence = _("Pada hari itu pegawai ini di %(unit)s, yang bukan unit Anda. Minta admin daerah mengubahnya.")
        raise PlacementRefused(sentence % {"unit": current.agency.name}, "first_day")


def _day_before_the_next(placements: Sequence[Placement], day: datetime.date) -> datetime.date | None:
    later = [p.first_day for p in placements if p.kind == PlacementKind.DEFINITIVE and p.first_day > day]
    return min(later) - ONE_DAY if later else None


def _follower(placements: Sequence[Placement], current: Placement | None, first_day: datetime.date) -> Placement:
    """A placement that begins on a day, and ends when the one that it follows would have ended."""
    if current is None:
        return Placement(first_day=first_day, last_day=_day_before_the_next(placements, first_day))
    return Placement(kind=current.kind, first_day=first_day, last_day=current.last_day)


def _until(placement: Placement, last_day: datetime.date) -> Placement:
    """The same placement with another last day."""
    shorter = copy.copy(placement)
    shorter.last_day = last_day
    return shorter


def _refuse_wrong_day(current: Placement | None, first_day: datetime.date) -> None:
    if current is None:
        return
    ends = current.last_day
    if first_day < current.first_day or (ends is not None and first_day > ends):
        span = {"first": long_date(current.first_day), "last": long_date(ends) if ends else _("seterusnya")}
        sentence = _("Penempatan ini berlaku %(first)s sampai %(last)s. Pilih hari di antaranya.")
        raise PlacementRefused(sentence % span, "first_day")


def _refuse_no_change(current: Placement | None, begun: Placement) -> None:
    facts = ("agency_id", "position", "position_kind", "supervisor_id")
    if current is not None and all(getattr(current, name) == getattr(begun, name) for name in facts):
        raise PlacementRefused(_("Belum ada yang berubah: isian sama dengan yang tersimpan."))


def _refuse_supervisor(begun: Placement) -> None:
    supervisor = begun.supervisor
    if supervisor is None:
        return
    if supervisor.pk == begun.employee_id:
        raise PlacementRefused(_("Pegawai tidak dapat menjadi atasannya sendiri. Pilih orang lain."), "supervisor")
    if not Placement.objects.during(begun.first_day, begun.first_day).filter(employee=supervisor).exists():
        sentence = _("%(name)s tidak punya penempatan pada %(day)s. Pilih orang lain, atau hari lain.")
        values = {"name": supervisor.name, "day": long_date(begun.first_day)}
        raise PlacementRefused(sentence % values, "supervisor")


def _refuse_double_key(placements: Sequence[Placement], change: PlacementChange) -> None:
    begun = change.begun
    same = (begun.agency_id, begun.kind, begun.first_day)
    if any((one.agency_id, one.kind, one.first_day) == same and one.pk != begun.pk for one in placements):
        raise PlacementRefused(_("Sudah ada penempatan yang mulai pada hari itu di unit itu."), "first_day")


def _refuse_clashes(change: PlacementChange, replaced: set[int]) -> None:
    if change.begun.kind != PlacementKind.DEFINITIVE:
        return
    own = [_span(one, is_new=one in (change.shortened, change.begun)) for one in change.career]
    for _earlier, later in overlapping_spans(own):
        sentence = _("Sudah ada penempatan definitif lain mulai %(day)s. Pilih hari lain, atau ubah yang itu.")
        raise PlacementRefused(sentence % {"day": long_date(later.first_day)}, "first_day")
    for day, circle in circular_spans([*own, *_spans_of_others(change, replaced)]):
        values = {"day": long_date(day), "circle": written_circle([span.name for span in circle])}
        sentence = _("Pilih atasan lain: mulai %(day)s susunan atasan akan melingkar, %(circle)s")
        raise PlacementRefused(sentence % values, "supervisor")


def _span(placement: Placement, *, is_new: bool) -> DefinitiveSpan:
    return DefinitiveSpan(
        placement.employee.nip,
        placement.employee.name,
        placement.agency.code,
        placement.first_day,
        placement.last_day,
        placement.supervisor.nip if placement.supervisor else None,
        1 if is_new else None,
    )


def _spans_of_others(change: PlacementChange, replaced: set[int]) -> Iterator[DefinitiveSpan]:
    """The definitive placements under somebody, from the first day of the change on. One query."""
    stored = Placement.objects.filter(kind=PlacementKind.DEFINITIVE, supervisor__isnull=False).exclude(
        Q(employee=change.employee) | Q(pk__in=replaced) | Q(last_day__lt=change.begun.first_day)
    )
    columns = ("employee__nip", "employee__name", "agency__code", "first_day", "last_day", "supervisor__nip")
    for nip, name, code, first_day, last_day, supervisor_nip in stored.order_by().values_list(*columns):
        yield DefinitiveSpan(nip, name, code, first_day, last_day, supervisor_nip, None)
