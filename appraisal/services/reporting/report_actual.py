"""An employee reports what was achieved in a month (contract 6): the own actuals alone, while the month is open."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from agencies.models import AuditEvent, Employee
from agencies.services.record_event import record_event
from agencies.services.take_once import is_repeated
from appraisal.models import Actual, ActualState
from appraisal.scoring.rounding import plain, sum_of
from appraisal.services.evaluation.ask_refresh import ask_refresh
from appraisal.services.evidence.attach_evidence import MOST_FILES, attach_evidence
from appraisal.services.evidence.store_evidence import EvidenceRefusedError, store_evidence
from appraisal.services.reporting.due_items import DueItem, MonthReport, ReportState
from appraisal.services.reporting.load_month import load_month

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal
    from uuid import UUID

    from django.core.files.uploadedfile import UploadedFile

    from agencies.permissions import Actor
    from appraisal.services.reporting.find_month import ReportMonth


class ActualRefusedError(ValueError):
    """The actual cannot be taken as the month or the item stands; the text says why and what to do."""


class NotDueError(ActualRefusedError):
    """No agreed plan of the person measures the indicator in the month."""


class StaleActualError(ValueError):
    """The actual was changed since it was read. ``item`` is what is stored now."""

    def __init__(self, item: DueItem) -> None:
        super().__init__(_("Realisasi ini sudah diubah sejak halaman ini dibuka."))
        self.item = item


@dataclass(frozen=True, slots=True)
class GivenActual:
    """What is reported. ``adds`` says that the value comes on top of what is stored; ``version`` what was seen.

    ``evidence`` are all files of the library that support it; ``uploads`` join them. ``key`` names the form, so that
    one that comes twice is taken once.
    """

    value: Decimal
    version: str
    note: str = ""
    adds: bool = False
    evidence: frozenset[UUID] = frozenset()
    uploads: Sequence[UploadedFile[bytes]] = ()
    key: UUID | None = None


@dataclass(frozen=True, slots=True)
class TakenActual:
    """What became of it: the item as it was due, and a sentence for each file that was not taken."""

    item: DueItem
    value: Decimal
    refused_files: tuple[str, ...] = ()


@transaction.atomic
def report_actual(*, month: ReportMonth, indicator_id: int, given: GivenActual, actor: Actor) -> TakenActual:
    """Store the value, then its files: the value stays also where a file is refused.

    Whatever changes counts as reported again and waits for the supervisor. Giving what is stored writes nothing.

    Raises:
        NotDueError: the item is not due of the person in the month.
        ActualRefusedError: the month is closed, or the supervisor declared it not applicable.
        StaleActualError: somebody changed the actual meanwhile.
    """
    if actor.employee_id is None:
        raise NotDueError(_("Akun ini belum terhubung dengan data pegawai."))
    Employee.objects.select_for_update(no_key=True).get(pk=actor.employee_id)
    report = load_month(employee_id=actor.employee_id, month=month)
    item = due_item(report, indicator_id)
    if is_repeated(key=given.key, what=_name_of(report, indicator_id, given), actor=actor):
        return TakenActual(item, given.value if item.value is None else item.value)
    check_open(report, item)
    value = sum_of([item.value, given.value]) if given.adds and item.value is not None else given.value
    is_same = item.is_done and (item.value, item.note) == (value, given.note)
    if is_same and item.evidence == given.evidence and not given.uploads:
        return TakenActual(item, value)
    if given.version != item.version:
        raise StaleActualError(item)
    actual = write_report(report=report, item=item, value=value, note=given.note, actor=actor)
    return TakenActual(item, value, _support(actual, given, actor))


def _name_of(report: MonthReport, indicator_id: int, given: GivenActual) -> str:
    """What a form says, as its key remembers it: the same key with something else is another form."""
    files = sorted(str(key) for key in given.evidence), [(one.name, one.size) for one in given.uploads]
    said = repr((given.value.normalize(), given.note, given.adds, files))
    return f"actual {report.month.code} {indicator_id} {sha256(said.encode()).hexdigest()[:16]}"


def due_item(report: MonthReport, indicator_id: int) -> DueItem:
    """The item of an indicator.

    Raises:
        NotDueError: it is not due.
    """
    item = report.item(indicator_id)
    if item is None:
        raise NotDueError(
            report.problem or _("SKP Anda tidak mengukur indikator ini pada %(month)s.") % {"month": report.month.label}
        )
    return item


def check_open(report: MonthReport, item: DueItem) -> None:
    """Refuse a month that is closed or was declared not applicable.

    Raises:
        ActualRefusedError: it is.
    """
    if report.month.closed:
        raise ActualRefusedError(report.month.closed)
    if item.state is ReportState.NOT_APPLICABLE:
        values = {"month": report.month.label, "reason": item.note, "name": item.verifier.removesuffix(".")}
        raise ActualRefusedError(
            _(
                "Pejabat penilai menyatakan %(month)s tidak berlaku untuk indikator ini: %(reason)s. "
                "Bila keliru, sampaikan kepada %(name)s."
            )
            % values
        )


def write_report(*, report: MonthReport, item: DueItem, value: Decimal, note: str, actor: Actor) -> Actual:
    """The actual of an item of an open month, and its event. A few statements."""
    actual, _is_new = Actual.objects.update_or_create(
        employee_id=report.employee_id,
        indicator_id=item.indicator_id,
        month=report.month.span.first_day,
        defaults={"value": value, "note": note, "state": ActualState.REPORTED},
    )
    record_event(
        action=AuditEvent.Action.ACTUAL_REPORTED,
        subject=f"{report.nip}, {report.month.code}, {item.key}",
        actor=actor,
        details={
            "value": plain(value),
            "before": None if item.value is None else plain(item.value),
            "state_before": str(item.state),
        },
    )
    ask_refresh()
    return actual


def _support(actual: Actual, given: GivenActual, actor: Actor) -> tuple[str, ...]:
    """Store the new files and attach them with the chosen ones; a sentence for each that is refused."""
    keys, refused = set(given.evidence), []
    if len(given.uploads) > MOST_FILES:
        # Each picture is drawn anew, which takes a second of the largest: those beyond are not even opened.
        refused.append(
            _("Satu realisasi memuat paling banyak %(most)s berkas bukti; selebihnya tidak diambil.")
            % {"most": MOST_FILES}
        )
    for upload in given.uploads[:MOST_FILES]:
        try:
            with transaction.atomic():
                keys.add(store_evidence(employee_id=actual.employee_id, upload=upload, actor=actor).key)
        except EvidenceRefusedError as error:
            refused.append(str(error))
    try:
        with transaction.atomic():
            attach_evidence(actual=actual, keys=keys, actor=actor)
    except EvidenceRefusedError as error:
        refused.append(str(error))
    return tuple(refused)
