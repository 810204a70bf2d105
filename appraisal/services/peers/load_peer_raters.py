"""Rekan penilai: whom an employee asks to rate them in a period, how far that is, and whom else to ask."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from appraisal.models import Period, RaterNomination, RaterRole
from appraisal.scoring.wording import number
from appraisal.services.peers.circle import Candidate, Circle, positions_on
from appraisal.services.peers.peer_periods import PeerPeriod
from appraisal.services.peers.peer_rules import PeerRules, load_peer_rules

State = RaterNomination.State
KINDS: Mapping[str, str] = {
    State.PROPOSED: "info",
    State.APPROVED: "success",
    State.DECLINED: "warning",
    State.WITHDRAWN: "neutral",
}
MIN_SEARCH = 3


@dataclass(frozen=True, slots=True)
class ShownNomination:
    """A line: who, as what, and where the proposal stands. Whether somebody has sent is told to nobody but them."""

    id: int
    name: str
    position: str
    role: RaterRole
    state: str
    kind: str
    reason: str
    is_proposed: bool


@dataclass(frozen=True, slots=True)
class GroupProgress:
    """How many of a role were approved, what that means, and what the scheme makes of it."""

    role: RaterRole
    approved: int
    proposed: int
    min_raters: int
    weight: str

    @property
    def is_enough(self) -> bool:
        """Whether the group can count once all of them have sent."""
        return self.approved >= self.min_raters

    @property
    def sentence(self) -> str:
        """What the number means."""
        values = {"count": self.approved, "lacking": self.min_raters - self.approved, "least": self.min_raters}
        if self.is_enough:
            return (
                _("%(count)s disetujui. Kelompok ini dihitung bila paling sedikit %(least)s orang mengirim penilaian.")
                % values
            )
        return (
            _(
                "%(count)s disetujui, kurang %(lacking)s. Di bawah %(least)s penilai kelompok ini tidak dihitung dan "
                "tidak ditampilkan."
            )
            % values
        )


@dataclass(frozen=True, slots=True)
class PeerRaters:
    """The page of one period. Without ``rules`` the scheme asks no peers and no subordinates."""

    chosen: PeerPeriod
    rules: PeerRules | None
    groups: tuple[GroupProgress, ...]
    nominations: tuple[ShownNomination, ...]
    offered: tuple[Candidate, ...]
    found: tuple[Candidate, ...] | None
    search: str


def load_peer_raters(*, employee_id: int, chosen: PeerPeriod, search: str, today: datetime.date) -> PeerRaters:
    """One period of one employee. A fixed number of queries, whatever the number of people."""
    rules = load_peer_rules(employee_id=employee_id, period=chosen.period)
    if rules is None or not rules.roles:
        return PeerRaters(chosen, None, (), (), (), None, "")
    rows = nominations_of(chosen.period, [employee_id])
    circle = Circle.load(employee_id, chosen.period)
    known = [row.rater_id for row in rows if row.state != State.WITHDRAWN]
    found = None
    if len(search) >= MIN_SEARCH and not chosen.closed:
        found = tuple(circle.find(search, rules.roles, known, today))
    offered = [] if chosen.closed else circle.offer(rules.roles, known, today)
    return PeerRaters(
        chosen=chosen,
        rules=rules,
        groups=groups_of(rules, rows),
        nominations=show_nominations([row for row in rows if row.state != State.WITHDRAWN], today),
        offered=tuple(offered),
        found=found,
        search=search,
    )


def nominations_of(period: Period, employee_ids: Iterable[int]) -> list[RaterNomination]:
    """The nominations about some people in a period, in the order of names: never in that of time. One query."""
    rows = RaterNomination.objects.filter(period=period, employee_id__in=list(employee_ids))
    return list(rows.select_related("rater", "employee").order_by("rater__name__sort_key", "rater__nip"))


def show_nominations(rows: Sequence[RaterNomination], today: datetime.date) -> tuple[ShownNomination, ...]:
    """As lines. One query."""
    positions = positions_on([row.rater_id for row in rows], today)
    return tuple(
        ShownNomination(
            id=row.pk,
            name=row.rater.name,
            position=positions.get(row.rater_id, ""),
            role=RaterRole(row.role),
            state=str(row.get_state_display()),
            kind=KINDS[row.state],
            reason=row.reason,
            is_proposed=row.state == State.PROPOSED,
        )
        for row in rows
    )


def groups_of(rules: PeerRules, rows: Sequence[RaterNomination]) -> tuple[GroupProgress, ...]:
    """How far each asked group is."""
    weights = dict(zip(RaterRole, rules.scheme.rules.groups, strict=True))
    return tuple(
        GroupProgress(
            role=role,
            approved=sum(row.role == role and row.state == State.APPROVED for row in rows),
            proposed=sum(row.role == role and row.state == State.PROPOSED for row in rows),
            min_raters=rules.min_raters,
            weight=number(weights[role]),
        )
        for role in RaterRole
        if role in rules.roles
    )
