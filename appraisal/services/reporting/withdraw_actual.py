"""An employee takes back what was reported, before the supervisor has accepted it."""

from django.db import transaction
from django.utils.translation import gettext as _

from agencies.models import AuditEvent, Employee
from agencies.permissions import Actor
from agencies.services.record_event import record_event
from appraisal.models import Actual
from appraisal.scoring.rounding import plain
from appraisal.services.evaluation.ask_refresh import ask_refresh
from appraisal.services.reporting.due_items import DueItem, ReportState
from appraisal.services.reporting.find_month import ReportMonth
from appraisal.services.reporting.load_month import load_month
from appraisal.services.reporting.report_actual import (
    ActualRefusedError,
    NotDueError,
    StaleActualError,
    check_open,
    due_item,
)


@transaction.atomic
def withdraw_actual(*, month: ReportMonth, indicator_id: int, version: str, actor: Actor) -> DueItem:
    """The month counts as not reported again; the history of the row stays. Its files stay in the library.

    Raises:
        NotDueError: the item is not due of the person in the month.
        ActualRefusedError: the month is closed, or there is nothing that could be withdrawn.
        StaleActualError: somebody changed the actual meanwhile.
    """
    if actor.employee_id is None:
        raise NotDueError(_("Akun ini belum terhubung dengan data pegawai."))
    Employee.objects.select_for_update(no_key=True).get(pk=actor.employee_id)
    # Held, so that nobody accepts it between the look at it and its end.
    mine = Actual.objects.filter(employee_id=actor.employee_id, indicator_id=indicator_id, month=month.span.first_day)
    mine.select_for_update(no_key=True).first()
    report = load_month(employee_id=actor.employee_id, month=month)
    item = due_item(report, indicator_id)
    check_open(report, item)
    if item.stored is None or item.value is None:
        raise ActualRefusedError(_("Tidak ada realisasi yang dapat ditarik: bulan ini belum dilaporkan."))
    if version != item.version:
        raise StaleActualError(item)
    if item.state is ReportState.VERIFIED:
        sentence = _("Realisasi ini sudah diterima %(name)s. Ubah nilainya, atau minta keputusan itu ditarik.")
        raise ActualRefusedError(sentence % {"name": item.verifier})
    Actual.objects.get(pk=item.stored.actual_id).delete()
    record_event(
        action=AuditEvent.Action.ACTUAL_WITHDRAWN,
        subject=f"{report.nip}, {month.code}, {item.key}",
        actor=actor,
        details={"value": plain(item.value), "state_before": str(item.state)},
    )
    ask_refresh()
    return item
