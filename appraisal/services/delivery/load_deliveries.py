"""What was delivered, acknowledged and replaced: for cards, for lists, and as the history of an evaluation."""

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import JSONObject
from django.utils.translation import gettext as _

from agencies.models import AuditEvent, Employee
from agencies.permissions import Actor, rates
from agencies.tenancy.scope import current_region_id
from appraisal.documents.delivery import Delivered, DeliveryState, Revision, Trail
from appraisal.documents.scorecard import Scorecard, Status
from appraisal.models import Delivery, Evaluation, Period
from appraisal.querysets import EvaluationQuerySet
from appraisal.scoring.types import Predicate
from appraisal.scoring.wording import PREDICATE_NAMES, score_text


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """A line of the history; what has not happened yet comes last and has no moment."""

    title: str
    text: str
    moment: datetime.datetime | None
    is_done: bool = True


def may_deliver(actor: Actor, evaluation: Evaluation) -> bool:
    """The rater named in the evaluation or who stands in for one, or the regional head where it names none; never on
    themselves.
    """
    return rates(actor, evaluation.rater_id, evaluation.employee_id)


def load_trails(period_ids: Collection[int], plan_ids: Collection[int]) -> dict[tuple[int, int], Trail]:
    """Every revision of some plans in some periods with its delivery, by period and plan. One query."""
    delivery = Delivery.objects.filter(**_OF_THE_REVISION)
    rows = (
        Evaluation.objects.filter(region_id=current_region_id(), period_id__in=period_ids, plan_id__in=plan_ids)
        .annotate(delivery=Subquery(delivery.values_list(_AS_ONE_VALUE)))
        .order_by("period_id", "plan_id", "revision")
    )
    columns = ("period_id", "plan_id", "revision", "created_at", "final_score", "predicate", "delivery")
    revisions: dict[tuple[int, int], list[Revision]] = defaultdict(list)
    for period_id, plan_id, number, at, final, predicate, delivered in rows.values_list(*columns):
        outcome = Predicate(predicate) if predicate else None
        revisions[period_id, plan_id].append(Revision(number, at, final, outcome, _delivered(number, delivered)))
    return {key: Trail(tuple(found)) for key, found in revisions.items()}


def delivery_states(evaluations: Sequence[Evaluation]) -> dict[int, DeliveryState]:
    """How far each of some evaluations in force of one period has come, by plan. One query."""
    deliveries = Delivery.objects.filter(
        region_id=current_region_id(),
        period_id__in={row.period_id for row in evaluations},
        plan_id__in={row.plan_id for row in evaluations},
    )
    found = {
        (plan_id, revision): DeliveryState.DELIVERED if acknowledged is None else DeliveryState.ACKNOWLEDGED
        for plan_id, revision, acknowledged in deliveries.values_list("plan_id", "revision", "acknowledged_at")
    }
    return {row.plan_id: found.get((row.plan_id, row.revision), DeliveryState.NOT_DELIVERED) for row in evaluations}


def of_delivery_state(evaluations: EvaluationQuerySet, state: DeliveryState) -> EvaluationQuerySet:
    """Those of some evaluations in force that have come so far."""
    delivery = Delivery.objects.filter(**_OF_THE_REVISION)
    if state is DeliveryState.NOT_DELIVERED:
        return evaluations.exclude(Exists(delivery))
    return evaluations.filter(Exists(delivery.filter(acknowledged_at__isnull=state is DeliveryState.DELIVERED)))


def load_histories(
    cards: Sequence[Scorecard], *, period: Period, readable: Collection[int] | None = None
) -> dict[int, tuple[HistoryEntry, ...]]:
    """The history of some evaluations of one period, by plan; ``readable`` are the revisions to tell of, unless all.

    No query, but one where the period was opened again after a lock: all its locks are in the audit trail only.
    """
    trails = {card.identity.plan_id: card.trail if readable is None else card.trail.only(readable) for card in cards}
    known = [one.evaluated_at for trail in trails.values() for one in trail.revisions]
    locks = _locks_of(period, since=min(known)) if known else []
    return {card.identity.plan_id: _history(card, trails[card.identity.plan_id], locks) for card in cards}


_OF_THE_REVISION = {name: OuterRef(name) for name in ("region_id", "period_id", "plan_id", "revision")}
_AS_ONE_VALUE = JSONObject(
    recommendation=F("recommendation"),
    delivered_by=F("delivered_by__name"),
    delivered_at=F("delivered_at"),
    acknowledged_at=F("acknowledged_at"),
    response=F("response"),
    by_schedule=Q(delivered_by_account_id__isnull=True),
    acted_by=Subquery(Employee.objects.filter(user_id=OuterRef("delivered_by_account_id")).values("name")[:1]),
)


def _delivered(revision: int, stored: Mapping[str, Any] | None) -> Delivered | None:
    if stored is None:
        return None
    return Delivered(
        revision=revision,
        recommendation=stored["recommendation"],
        delivered_by=stored["delivered_by"],
        delivered_at=datetime.datetime.fromisoformat(stored["delivered_at"]),
        acknowledged_at=datetime.datetime.fromisoformat(stored["acknowledged_at"])
        if stored["acknowledged_at"]
        else None,
        response=stored["response"],
        acted_by=stored["acted_by"],
        by_schedule=stored["by_schedule"],
    )


def _locks_of(period: Period, *, since: datetime.datetime) -> list[HistoryEntry]:
    """When the period was locked and opened again. A period that never was opened again says all by itself."""
    if period.unlocked_at is None:
        return [] if period.locked_at is None else [HistoryEntry(_("Periode dikunci"), "", period.locked_at)]
    acts = (AuditEvent.Action.PERIOD_LOCKED, AuditEvent.Action.PERIOD_UNLOCKED)
    events = AuditEvent.objects.filter(at__gte=since, action__in=acts, subject=period.code).order_by("at")
    return [_lock_entry(*event) for event in events.values_list("action", "at", "reason")]


def _lock_entry(action: str, at: datetime.datetime, reason: str) -> HistoryEntry:
    if action == AuditEvent.Action.PERIOD_LOCKED:
        return HistoryEntry(_("Periode dikunci"), "", at)
    return HistoryEntry(_("Periode dibuka kembali"), _("Alasan: %(reason)s") % {"reason": reason}, at)


def _history(card: Scorecard, trail: Trail, locks: Iterable[HistoryEntry]) -> tuple[HistoryEntry, ...]:
    employee = card.identity.employee.name
    told = [entry for one in trail.revisions for entry in _entries_of(one, employee)]
    return (*sorted([*told, *locks], key=attrgetter("moment")), *_still_to_come(card))


def _entries_of(revision: Revision, employee: str) -> list[HistoryEntry]:
    number = {"number": revision.number}
    entries = [HistoryEntry(_("Dievaluasi, revisi %(number)s") % number, _outcome(revision), revision.evaluated_at)]
    delivered = revision.delivered
    if delivered is not None:
        by = {"name": delivered.author or _("kepala daerah")}
        text = _("Revisi %(number)s, bersama rekomendasi perbaikan.") % number
        if delivered.by_schedule:
            text = _("Revisi %(number)s, menurut jadwal; pejabat penilai belum menulis rekomendasi.") % number
        entries.append(HistoryEntry(_("Disampaikan oleh %(name)s") % by, text, delivered.delivered_at))
        if delivered.acknowledged_at is not None:
            text = _("Dengan catatan.") if delivered.response else _("Tanpa catatan.")
            title = _("Diketahui oleh %(name)s") % {"name": employee}
            entries.append(HistoryEntry(title, text, delivered.acknowledged_at))
    return entries


def _outcome(revision: Revision) -> str:
    if revision.predicate is None or revision.final is None:
        return _("Belum lengkap.")
    return _("Nilai %(score)s, predikat %(predicate)s.") % {
        "score": score_text(revision.final),
        "predicate": PREDICATE_NAMES[revision.predicate],
    }


def _still_to_come(card: Scorecard) -> list[HistoryEntry]:
    """What the evaluation in force waits for; nothing for a revision that another one replaced."""
    if not card.identity.is_latest or (card.delivered and card.delivered.is_acknowledged):
        return []
    acknowledged = HistoryEntry(_("Diketahui oleh pegawai"), "", None, is_done=False)
    if card.delivered:
        return [acknowledged]
    is_incomplete = card.identity.status is Status.INCOMPLETE
    text = _("Setelah evaluasi lengkap.") if is_incomplete else ""
    return [HistoryEntry(_("Disampaikan oleh pejabat penilai"), text, None, is_done=False), acknowledged]
