"""A unit with its sub-units gets more time in a period, and why."""

import datetime
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from agencies.dates import long_date
from agencies.models import Agency, AuditEvent
from agencies.permissions import Actor
from agencies.services.record_event import record_event
from agencies.working_days import WorkingDays
from appraisal.models import Period, PeriodExtension, ScheduledStep
from appraisal.period_codes import parse_period_code
from appraisal.services.schedule.step_errors import sealed_sentence


class ExtensionRefusedError(ValueError):
    """The extension cannot be given or ended so; ``field`` is what was typed wrong, empty for the whole."""

    def __init__(self, sentence: str, field: str = "") -> None:
        self.field = field
        super().__init__(sentence)


@dataclass(frozen=True, slots=True)
class ExtensionFacts:
    """What was typed: at least one of the two days."""

    agency: Agency
    report_until: datetime.date | None
    rate_until: datetime.date | None
    reason: str


@transaction.atomic
def extend_period(*, period: Period, facts: ExtensionFacts, actor: Actor, today: datetime.date) -> PeriodExtension:
    """Give a unit later deadlines than the period's own, which stay. One event.

    Raises:
        ExtensionRefusedError: see the checks; ratings that peers sealed get no more time (docs/adr/0008).
    """
    stored = Period.objects.select_for_update(of=("self",)).get(pk=period.pk)
    why = " ".join(facts.reason.split())
    _refuse(stored, facts, why)
    if facts.rate_until is not None and (sentence := sealed_sentence(stored, today)):
        raise ExtensionRefusedError(sentence, "rate_until")
    _refuse_days(stored, facts, today)
    try:
        with transaction.atomic():
            made = PeriodExtension.objects.create(
                period=stored,
                agency=facts.agency,
                report_until=facts.report_until,
                rate_until=facts.rate_until,
                reason=why,
                decided_by_id=actor.user_id,
                decided_by_name=actor.name,
            )
    except IntegrityError as error:
        sentence = _("%(unit)s sudah punya perpanjangan di periode ini. Cabut dulu yang itu.")
        raise ExtensionRefusedError(sentence % {"unit": facts.agency.name}, "agency") from error
    record_event(
        action=AuditEvent.Action.EXTENSION_GIVEN,
        subject=f"{stored.code}: {facts.agency.code}",
        actor=actor,
        details={name: _iso(getattr(facts, name)) for name in ("report_until", "rate_until")},
        reason=why,
    )
    return made


def _refuse(period: Period, facts: ExtensionFacts, why: str) -> None:
    label = parse_period_code(period.code).label
    if period.is_locked:
        raise ExtensionRefusedError(_("%(period)s sudah dikunci. Perpanjangan tidak berlaku lagi.") % {"period": label})
    if not why:
        raise ExtensionRefusedError(_("Tulis alasan perpanjangan, misalnya nomor surat permohonan."), "reason")
    if facts.report_until is None and facts.rate_until is None:
        raise ExtensionRefusedError(_("Isi batas lapor baru, batas menilai baru, atau keduanya."), "report_until")


def _refuse_days(period: Period, facts: ExtensionFacts, today: datetime.date) -> None:
    """At most two queries: the calendar and the lock to come."""
    lock = ScheduledStep.objects.filter(
        period_code=period.code,
        step=ScheduledStep.Step.LOCK,
        state__in=[ScheduledStep.State.WAITING, ScheduledStep.State.FAILED],
    ).first()
    for field, own in (("report_until", period.report_until), ("rate_until", period.rate_until)):
        day: datetime.date | None = getattr(facts, field)
        if day is not None:
            _refuse_day(field, day, own, lock.due_on if lock else None, today)
    rates_until = facts.rate_until or period.rate_until
    if facts.report_until and rates_until and rates_until < facts.report_until:
        field = "rate_until" if facts.rate_until else "report_until"
        sentence = _(
            "Batas menilai (%(day)s) jatuh sebelum batas lapor baru. Isi batas menilai yang sama atau sesudahnya."
        )
        raise ExtensionRefusedError(sentence % {"day": long_date(rates_until)}, field)


def _refuse_day(
    field: str,
    day: datetime.date,
    own: datetime.date | None,
    locked_on: datetime.date | None,
    today: datetime.date,
) -> None:
    if own is None:
        raise ExtensionRefusedError(_("Periode ini belum punya batas ini, jadi tidak ada yang diperpanjang."), field)
    if day <= own:
        sentence = _("Pilih tanggal setelah batas periode ini, %(day)s.")
        raise ExtensionRefusedError(sentence % {"day": long_date(own)}, field)
    if day < today:
        raise ExtensionRefusedError(_("Tanggal ini sudah lewat. Pilih hari ini atau sesudahnya."), field)
    if locked_on is not None and day >= locked_on:
        sentence = _("Periode ini dikunci %(day)s menurut jadwal. Pilih tanggal sebelumnya, atau pindahkan penguncian.")
        raise ExtensionRefusedError(sentence % {"day": long_date(locked_on)}, field)
    if day > own + datetime.timedelta(days=366):
        raise ExtensionRefusedError(_("Perpanjangan paling lama satu tahun setelah batas periode ini."), field)
    calendar = WorkingDays.load(day, day)
    if (name := calendar.name_of(day)) is not None:
        values = {"day": long_date(day), "why": name, "next": long_date(calendar.after(day, 0))}
        raise ExtensionRefusedError(
            _("%(day)s bukan hari kerja: %(why)s. Hari kerja berikutnya %(next)s.") % values, field
        )


def _iso(day: datetime.date | None) -> str | None:
    return None if day is None else day.isoformat()
