"""Whom somebody is asked to rate as peer or subordinate, and the page on which they do."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from appraisal.models import RaterNomination, RaterRole, Rating
from appraisal.services.peers.circle import positions_on
from appraisal.services.peers.peer_periods import PeerPeriod, describe_periods
from appraisal.services.peers.peer_rules import load_peer_rules


@dataclass(frozen=True, slots=True)
class PeerTask:
    """Somebody to rate. ``sent_at`` is told to the rater alone; ``closed`` says why nothing can be sent any more."""

    id: int
    name: str
    position: str
    role: RaterRole
    period: PeerPeriod
    sent_at: datetime.datetime | None

    @property
    def closed(self) -> str:
        """The sentence why nothing can be sent, empty while it can."""
        return self.period.closed

    @property
    def status(self) -> tuple[str, str]:
        """A word for where it stands, and its kind."""
        if self.sent_at is not None:
            return (_("terkirim, disegel"), "neutral") if self.closed else (_("terkirim"), "success")
        return (_("ditutup"), "neutral") if self.closed else (_("menunggu Anda"), "info")


@dataclass(frozen=True, slots=True)
class PeerDimension:
    """A dimension with its five anchors and the level that this rater has given or typed."""

    id: int
    name: str
    rubric: str
    anchors: tuple[str, ...]
    level: int | None

    @property
    def field(self) -> str:
        """How the form names it."""
        return f"tingkat_{self.id}"


@dataclass(frozen=True, slots=True)
class PeerSheet:
    """One task with what is asked."""

    task: PeerTask
    dimensions: tuple[PeerDimension, ...]


def load_peer_tasks(*, employee_id: int, today: datetime.date) -> tuple[PeerTask, ...]:
    """What the person is asked to do, what waits first. Three queries."""
    rows = RaterNomination.objects.filter(rater_id=employee_id, state=RaterNomination.State.APPROVED)
    asked = list(
        rows.select_related("employee", "period").order_by(
            "-period__last_day", "employee__name__sort_key", "employee__nip"
        )
    )
    if not asked:
        return ()
    positions = positions_on([row.employee_id for row in asked], today)
    periods = {one.period.pk: one for one in describe_periods(list({row.period for row in asked}), today)}
    tasks = [_task(row, periods[row.period_id], positions) for row in asked]
    return tuple(sorted(tasks, key=lambda one: (bool(one.closed), one.sent_at is not None)))


def load_peer_sheet(
    *, nomination: RaterNomination, typed: Mapping[int, int] | None, today: datetime.date
) -> PeerSheet | None:
    """The page of one nomination for its rater: with what was typed, else with what this rater sent."""
    rules = load_peer_rules(employee_id=nomination.employee_id, period=nomination.period)
    if rules is None:
        return None
    own = Rating.objects.filter(
        employee_id=nomination.employee_id,
        period_id=nomination.period_id,
        rater_id=nomination.rater_id,
        role=nomination.role,
    )
    levels = dict(own.values_list("dimension_id", "level")) if typed is None else typed
    [period] = describe_periods([nomination.period], today)
    return PeerSheet(
        task=_task(nomination, period, positions_on([nomination.employee_id], today)),
        dimensions=tuple(
            PeerDimension(part.id, part.name, title, tuple(part.anchors), levels.get(part.id))
            for title, part in rules.load_asked(nomination.period)
        ),
    )


def _task(row: RaterNomination, period: PeerPeriod, positions: Mapping[int, str]) -> PeerTask:
    position = positions.get(row.employee_id, "")
    return PeerTask(row.pk, row.employee.name, position, RaterRole(row.role), period, row.sent_at)
