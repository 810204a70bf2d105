"""A rater sends what was checked: each sent row stands until it is opened again with a reason."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.models import AuditEvent
from agencies.permissions import Actor
from agencies.services.record_event import record_event
from agencies.services.take_once import is_repeated
from appraisal.documents.rating_sheet import RatingRow
from appraisal.models import SentRating
from appraisal.services.evaluation.note_stale import note_stale
from appraisal.services.rating.find_rated_period import RatedPeriod
from appraisal.services.rating.load_rating_sheet import load_rating_sheet
from appraisal.services.rating.rate_employee import check_open
from indicators.models import Plan


class SendingRefusedError(ValueError):
    """The sheet is not what was checked, or nothing of it is complete; the text says what to do."""


@dataclass(frozen=True, slots=True)
class Sending:
    """How many rows were sent and when. ``is_repeated`` where they had been sent before and nothing was written."""

    count: int
    at: datetime.datetime
    left: int
    is_repeated: bool = False


@transaction.atomic
def send_ratings(*, rated: RatedPeriod, shown: Mapping[int, str], actor: Actor, key: UUID | None = None) -> Sending:
    """Send the rows that were shown, each with the version of what was checked. What is not rated stays.

    Sending what is sent already is harmless, with a key and without.

    Raises:
        PeriodStateError: the period is locked or has not begun.
        SendingRefusedError: a row was changed since it was checked, or there is nothing to send.
    """
    period, now = rated.period, timezone.now()
    list(Plan.objects.select_for_update(no_key=True).filter(pk__in=shown).order_by("pk").values_list("pk"))
    sheet = load_rating_sheet(rated=rated, actor=actor, today=timezone.localdate())
    rows = {row.plan_id: row for row in sheet.rows if row.plan_id in shown}
    waiting = [row for row in rows.values() if row.is_ready]
    if rows and len(rows) == len(shown) and all(_is_sent_as_shown(row, shown) for row in rows.values()):
        last = max(row.sent.at for row in rows.values() if row.sent)
        return Sending(len(rows), last, _left(sheet.rows), is_repeated=True)
    check_open(period, timezone.localdate(), {row.agency_id for row in rows.values()})
    _refuse(rows, shown)
    if is_repeated(key=key, what=f"send-ratings {period.code}", actor=actor):
        return Sending(0, now, _left(sheet.rows), is_repeated=True)
    SentRating.objects.bulk_create(
        [
            SentRating(
                period=period,
                plan_id=row.plan_id,
                rater_id=row.rater_id,
                version=row.version,
                sent_by_id=actor.user_id,
                sent_by_name=actor.name,
            )
            for row in waiting
        ]
    )
    note_stale(employee_ids={row.employee_id for row in waiting}, period=period)  # what was saved is told now
    details = {"plans": [row.plan_id for row in waiting], "count": len(waiting)}
    record_event(action=AuditEvent.Action.RATINGS_SENT, subject=period.code, actor=actor, details=details)
    return Sending(len(waiting), now, _left(sheet.rows))


def _refuse(rows: Mapping[int, RatingRow], shown: Mapping[int, str]) -> None:
    if not shown:
        raise SendingRefusedError(_("Belum ada baris yang lengkap. Nilai pegawai lebih dahulu, lalu kirim."))
    gone = shown.keys() - rows.keys()
    changed = [row.name for pk, row in rows.items() if row.version != shown[pk] or not row.is_rated]
    if changed or gone:
        names = ", ".join(changed) or _("daftar pegawai")
        raise SendingRefusedError(
            _("Berubah sejak halaman ini dibuka: %(names)s. Belum ada yang dikirim; periksa lagi, lalu kirim.")
            % {"names": names}
        )


def _is_sent_as_shown(row: RatingRow, shown: Mapping[int, str]) -> bool:
    return row.sent is not None and row.version == shown[row.plan_id]


def _left(rows: tuple[RatingRow, ...]) -> int:
    return sum(not row.is_rated for row in rows)
