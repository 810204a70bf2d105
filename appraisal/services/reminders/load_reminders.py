"""The reminders that stand on a person's page: not yet seen to, of periods that are still open."""

import datetime
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from agencies.permissions import Actor
from appraisal.models import Period, PeriodState, Reminder
from appraisal.period_codes import parse_period_code
from appraisal.services.completeness.find_awaited import still_awaited

#: What the employee does; everything else is the appraising supervisor's.
OF_THE_EMPLOYEE = frozenset({Reminder.Stage.REPORT, Reminder.Stage.ACKNOWLEDGE})


@dataclass(frozen=True, slots=True)
class ShownReminder:
    """A reminder as the page says it. ``url`` leads to what is to be done; ``on_behalf_of`` names the rater for whom
    the reader stands in, and is empty for the reader's own work. No score is ever in it.
    """

    id: int
    stage: Reminder.Stage
    period_code: str
    period_label: str
    text: str
    url: str
    sent_by: str
    sent_at: datetime.datetime
    on_behalf_of: str = ""


def load_reminders(*, actor: Actor) -> tuple[ShownReminder, ...]:
    """Newest first, one a period and stage. One query where there is none, else six more a period.

    What has been done meanwhile is left out, and so are periods that were locked.
    """
    found: dict[tuple[int, int, str], Reminder] = {}
    for row in waiting_for(actor).select_related("period", "employee").order_by("-sent_at", "-id"):
        found.setdefault((row.period_id, row.employee_id, row.stage), row)
    if not found:
        return ()
    open_tasks = still_awaited(found.keys(), {row.period_id: row.period for row in found.values()})
    return tuple(_shown(row, actor) for key, row in found.items() if key in open_tasks)


def reminders_to(actor: Actor) -> QuerySet[Reminder]:
    """Those that a person got, and those of raters whose work the person does today."""
    if actor.employee_id is None:
        return Reminder.objects.none()
    others = actor.rates_as - {actor.employee_id}
    as_rater = Q(employee_id__in=others) & ~Q(stage__in=OF_THE_EMPLOYEE)
    own = Q(employee_id=actor.employee_id)
    return Reminder.objects.filter(own | as_rater if others else own)


def waiting_for(actor: Actor) -> QuerySet[Reminder]:
    """Those that nobody has put away yet, of periods that are still open."""
    locked = Period.objects.filter(
        state=PeriodState.LOCKED,
        first_day__lte=OuterRef("period__first_day"),
        last_day__gte=OuterRef("period__last_day"),
    )
    return reminders_to(actor).filter(~Exists(locked), seen_at__isnull=True)


def reminder_text(stage: Reminder.Stage, period: str) -> str:
    """What is asked of the reader, in one sentence: about the work, without any figure."""
    sentences = {
        Reminder.Stage.REPORT: _("Laporkan realisasi %(period)s."),
        Reminder.Stage.VERIFY: _("Periksa realisasi %(period)s yang dilaporkan tim Anda."),
        Reminder.Stage.RATE: _("Selesaikan penilaian tim Anda untuk %(period)s."),
        Reminder.Stage.SEND: _("Periksa dan kirim penilaian %(period)s."),
        Reminder.Stage.DELIVER: _("Sampaikan hasil evaluasi %(period)s kepada pegawai."),
        Reminder.Stage.ACKNOWLEDGE: _("Baca hasil evaluasi %(period)s, lalu nyatakan sudah diketahui."),
    }
    return sentences[stage] % {"period": period}


def _url_of(stage: Reminder.Stage, period_code: str) -> str:
    addresses = {
        Reminder.Stage.REPORT: ("my-actuals", f"?periode={period_code}"),
        Reminder.Stage.VERIFY: ("verifications", ""),
        Reminder.Stage.ACKNOWLEDGE: ("my-performance", f"?periode={period_code}"),
    }
    if stage in addresses:
        name, query = addresses[stage]
        return reverse(name) + query
    return reverse("rating-sheet", args=[period_code])


def _shown(row: Reminder, actor: Actor) -> ShownReminder:
    stage, label = Reminder.Stage(row.stage), parse_period_code(row.period.code).label
    return ShownReminder(
        id=row.pk,
        stage=stage,
        period_code=row.period.code,
        period_label=label,
        text=reminder_text(stage, label),
        url=_url_of(stage, row.period.code),
        sent_by=row.sent_by_name,
        sent_at=row.sent_at,
        on_behalf_of="" if row.employee_id == actor.employee_id else row.employee.name,
    )
