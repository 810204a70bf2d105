"""A region frees a day of its own, or works on one that the national list frees."""

import datetime

from django.db import IntegrityError, transaction
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _

from agencies.dates import long_date
from agencies.models import AuditEvent, RegionalDay
from agencies.permissions import Actor
from agencies.services.record_event import record_event
from agencies.working_days import WorkingDays


class RegionalDayRefusedError(ValueError):
    """The day cannot be set so; the text says why and how to mend it. ``field`` is what was typed wrong."""

    def __init__(self, sentence: str, field: str = "day") -> None:
        self.field = field
        super().__init__(sentence)


def add_regional_day(*, day: datetime.date, name: str, is_worked: bool, actor: Actor) -> RegionalDay:
    """Set a day apart, free or worked; only where the calendar says the opposite. One event.

    Raises:
        RegionalDayRefusedError: it has no name, is set already, or the calendar says so anyway.
    """
    said = " ".join(name.split())
    if not said:
        raise RegionalDayRefusedError(_("Tulis nama harinya, misalnya Hari Jadi Kota Kupang."), "name")
    refuse_idle(WorkingDays.load(day, day), day, is_worked=is_worked)
    try:
        with transaction.atomic():
            made = RegionalDay.objects.create(day=day, name=said, is_worked=is_worked, decided_by_id=actor.user_id)
    except IntegrityError as error:
        sentence = _("%(day)s sudah ada di daftar hari khusus. Hapus dulu yang lama bila ingin menggantinya.")
        raise RegionalDayRefusedError(sentence % {"day": long_date(day)}) from error
    record_event(
        action=AuditEvent.Action.REGIONAL_DAY_CHANGED,
        subject=str(made),
        actor=actor,
        details={"before": None, "after": {"day": day.isoformat(), "name": said, "is_worked": is_worked}},
    )
    return made


def refuse_idle(calendar: WorkingDays, day: datetime.date, *, is_worked: bool) -> None:
    """Refuse a day that changes nothing. No query.

    Raises:
        RegionalDayRefusedError: it is free, or worked, without the region's word.
    """
    if calendar.is_worked(day) != is_worked:
        return
    values = {"day": long_date(day), "weekday": str(WEEKDAYS[day.weekday()]), "why": calendar.name_of(day)}
    if is_worked:
        sentence = _("%(day)s (%(weekday)s) sudah hari kerja. Pilih tanggal yang di daftar nasional libur.")
    else:
        sentence = _("%(day)s sudah libur: %(why)s. Tidak perlu ditambahkan.")
    raise RegionalDayRefusedError(sentence % values)
