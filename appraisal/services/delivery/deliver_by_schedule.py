"""The schedule hands over what raters have not: complete results reach their employees on the announced day."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.db import connection
from django.db.models import QuerySet

from agencies.models import AuditEvent, PlacementKind
from agencies.services.record_event import record_event
from agencies.tenancy.bulk import MANY, copied_rows, refresh_statistics
from agencies.tenancy.scope import current_region_id
from appraisal.models import Delivery, Evaluation, Period
from appraisal.services.peers.sealed import HELD_BACK, with_held_back
from appraisal.services.periods.load_year import undelivered

STANDING_RECOMMENDATION = (
    "Pejabat penilai belum menulis rekomendasi perbaikan. Hasil ini disampaikan menurut jadwal daerah; rekomendasi "
    "dapat dibicarakan dalam dialog kinerja."
)
"""What stands in for the recommendation: nothing of the person, no figure."""

_COLUMNS = (
    "period_id",
    "plan_id",
    "revision",
    "fingerprint",
    "recommendation",
    "delivered_by_id",
    "delivered_at",
    "response",
)

CHUNK = 5_000
"""Rows of one COPY: a few megabytes, whatever the number of people."""


@dataclass(frozen=True, slots=True)
class DeliveredBySchedule:
    """How many results were handed over, and how many wait for peers and subordinates or are incomplete."""

    delivered: int
    held_back: int
    incomplete: int

    @property
    def sentence(self) -> str:
        """`120 hasil disampaikan, 3 belum lengkap.`"""
        parts = [f"{self.delivered} hasil disampaikan"]
        if self.held_back:
            parts.append(f"{self.held_back} menunggu penilaian rekan dan bawahan ditutup")
        if self.incomplete:
            parts.append(f"{self.incomplete} belum lengkap")
        return ", ".join(parts) + "."


class _Result(NamedTuple):
    """A revision that nobody has handed over."""

    plan_id: int
    revision: int
    fingerprint: str
    rater_id: int | None


def deliver_by_schedule(*, period: Period, now: datetime.datetime) -> DeliveredBySchedule:
    """Deliver every complete definitive result in force that is not delivered, in the name of its rater, by no account.

    Results whose figures wait for peers and subordinates stay out (docs/adr/0008). Safe to run twice. Set-based: a
    fixed number of statements for each few thousand results, one event for all.
    """
    found = Evaluation.objects.filter(period=period, placement_kind=PlacementKind.DEFINITIVE).latest()
    waiting = undelivered(with_held_back(found, [period.pk]))
    held_back = waiting.filter(HELD_BACK).count()
    incomplete = found.filter(complete=False).count()
    delivered = sum(_deliver(period, part, now) for part in _parts(waiting.exclude(HELD_BACK)))
    if delivered:
        record_event(
            action=AuditEvent.Action.RESULTS_DELIVERED,
            subject=period.code,
            details={"delivered": delivered, "held_back": held_back, "incomplete": incomplete},
        )
    return DeliveredBySchedule(delivered, held_back, incomplete)


def _parts(ready: QuerySet[Evaluation]) -> Iterator[Sequence[_Result]]:
    rows = ready.order_by("plan_id").values_list(*_Result._fields)
    last = 0
    while part := [_Result(*row) for row in rows.filter(plan_id__gt=last)[:CHUNK]]:
        yield part
        last = part[-1].plan_id


def _deliver(period: Period, results: Sequence[_Result], now: datetime.datetime) -> int:
    """How many of them nobody else has delivered: a rater who is doing so at this very moment comes first."""
    table = Delivery._meta.db_table
    listed = ", ".join(_COLUMNS)
    rows = (
        (period.pk, one.plan_id, one.revision, one.fingerprint, STANDING_RECOMMENDATION, one.rater_id, now, "")
        for one in results
    )
    with copied_rows(table, _COLUMNS, rows, joined=False) as (incoming, _total), connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} (region_id, {listed}) SELECT %s, {listed} FROM {incoming}"  # noqa: S608
            " ORDER BY plan_id, revision ON CONFLICT (region_id, period_id, plan_id, revision) DO NOTHING",
            [current_region_id()],
        )
        added: int = cursor.rowcount
    if added >= MANY:
        refresh_statistics(table)
    return added
