"""Taking back an import of actuals or of attendance recaps."""

import datetime
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django.db.models import Q, QuerySet

from agencies.models import Employee
from agencies.services.take_back import TakeBackRefused, changed_since, some_names
from appraisal.models import Delivery, Period
from appraisal.period_codes import PeriodSpan
from appraisal.services.evaluation.ask_refresh import ask_refresh
from appraisal.services.inputs.save_inputs import Input, save_inputs
from appraisal.services.periods.locked_periods import locked_periods

Key = tuple[object, ...]


def take_back_inputs(
    *,
    stored: QuerySet[Any],
    key: Sequence[str],
    columns: Sequence[str],
    before: Sequence[Input],
    added: Mapping[Key, PeriodSpan],
    since: datetime.datetime,
    touched_at: str | None = None,
) -> None:
    """Make rows what they were before the import of ``since`` (``before``), and remove those that it added.

    ``stored`` holds at least all these rows; both ``key`` and the keys of ``added`` begin with the number of the person
    and the first day of the month.

    Raises:
        TakeBackRefused: a month was locked or a result on it delivered since, or a row was changed since.
        FileRefused: a month was locked at this very moment.
    """
    wanted = {*added, *(one.key for one in before)}
    ids = {tuple(row): number for number, *row in stored.values_list("id", *key) if tuple(row) in wanted}
    spans = {*added.values(), *(one.span for one in before)}
    if not spans:
        return
    _refuse_locked(spans)
    if count := changed_since(stored.model, ids.values(), since):
        raise TakeBackRefused(f"{count} baris sudah diubah lagi sesudah impor ini. Impor berkas perbaikan saja.")
    _refuse_delivered(wanted, spans, since)
    stored.filter(id__in=[ids[one] for one in added if one in ids]).delete()
    ask_refresh()
    save_inputs(stored=stored, key=key, columns=columns, inputs=before, touched_at=touched_at)


def _refuse_locked(spans: Collection[PeriodSpan]) -> None:
    locked = locked_periods(min(span.first_day for span in spans), max(span.last_day for span in spans))
    codes = sorted({lock.code for lock in locked for span in spans if lock.closes(*span.days)})
    if codes:
        raise TakeBackRefused(
            f"Periode {', '.join(codes)} sudah dikunci. Minta admin daerah membukanya kembali dengan alasan, "
            "lalu impor berkas perbaikan."
        )


def _refuse_delivered(keys: Collection[Key], spans: Collection[PeriodSpan], since: datetime.datetime) -> None:
    """A result that was handed over speaks of these very figures."""
    touching = Q()
    for span in spans:
        touching |= Q(first_day__lte=span.last_day, last_day__gte=span.first_day)
    delivered = Delivery.objects.filter(
        period__in=Period.objects.filter(touching),
        plan__employee_id__in={key[0] for key in keys},
        delivered_at__gt=since,
    )
    people = Employee.objects.filter(plans__deliveries__in=delivered)
    if names := set(people.values_list("name", flat=True)):
        raise TakeBackRefused(
            f"Hasil evaluasi {some_names(names)} sudah disampaikan dengan angka ini. Impor berkas perbaikan; "
            "evaluasi berikutnya membuat revisi baru."
        )
