"""The people of a unit in a period: how far each is, who is waited for, and since when."""

import datetime
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.dates import long_date
from agencies.models import PlacementKind
from agencies.services.load_agency_tree import AgencyTree
from appraisal.documents.scorecard import position_with_kind
from appraisal.models import Exclusion, Period
from appraisal.scoring.types import PlacementKind as ScoredKind
from appraisal.services.completeness.load_stages import (
    OF_THE_EMPLOYEE,
    OF_THE_RATER,
    Absence,
    PersonStage,
    Wait,
    load_people,
)
from appraisal.services.exclusions.find_exclusions import Excluded


@dataclass(frozen=True, slots=True)
class AwaitedStep:
    """Something that a person's result waits for: what, by whom, since which day."""

    wait: Wait
    what: str
    who: str
    since: datetime.date

    @property
    def is_rater(self) -> bool:
        """Whether the appraising supervisor is waited for."""
        return self.wait in OF_THE_RATER

    @property
    def is_employee(self) -> bool:
        """Whether the person is."""
        return self.wait in OF_THE_EMPLOYEE

    @property
    def side(self) -> str:
        """Who is waited for, by role."""
        return _("pegawai") if self.is_employee else _("pejabat penilai") if self.is_rater else _("admin daerah")


@dataclass(frozen=True, slots=True)
class UnitPerson:
    """A person of the list. ``left_out`` is the reason for who is waited for by nobody, else empty."""

    employee_id: int
    name: str
    nip: str
    position: str
    agency: str
    agency_code: str
    plan_id: int | None
    rater_id: int | None
    steps: int
    absence: Absence | None
    left_out: str
    exclusion_id: int | None
    waits: tuple[AwaitedStep, ...]

    @property
    def can_be_reminded_of(self) -> bool:
        """Whether somebody can be reminded of this person at all."""
        return any(step.wait not in NOT_REMINDED for step in self.waits)

    def waits_for(self, *waits: Wait) -> bool:
        """Whether one of these is waited for."""
        return any(step.wait in waits for step in self.waits)


@dataclass(frozen=True, slots=True)
class ReminderGroups:
    """How many people each group of reminders would go to."""

    unreported: int
    raters: int
    unacknowledged: int

    @classmethod
    def of(cls, people: Collection[UnitPerson]) -> Self:
        """Those of some people; a rater of many counts once."""
        by_rater = {one.rater_id for one in people if one.waits_for(Wait.VERIFY, Wait.RATE, Wait.SEND, Wait.DELIVER)}
        return cls(
            unreported=sum(one.waits_for(Wait.REPORT) for one in people),
            raters=len(by_rater - {None}),
            unacknowledged=sum(one.waits_for(Wait.ACKNOWLEDGE) for one in people),
        )


NOT_REMINDED = frozenset({Wait.PLAN, Wait.PLAN_RATER, Wait.EVALUATION})
"""A plan has its own dialogue with its own word on whose turn it is; an evaluation is a run of the admin."""


def load_unit(*, period: Period, agency_ids: Collection[int], tree: AgencyTree) -> tuple[UnitPerson, ...]:
    """Everybody of some units by name, with who is left out. Seven queries, whatever the number of people."""
    people = load_people(period=period, agency_ids=agency_ids)
    excluded = _exclusions(people)
    nodes = {node.id: node for node in tree.nodes}
    return tuple(_shown(one, period, nodes[one.agency_id].name, nodes[one.agency_id].code, excluded) for one in people)


def _shown(one: PersonStage, period: Period, agency: str, code: str, excluded: Mapping[int, Excluded]) -> UnitPerson:
    return UnitPerson(
        employee_id=one.employee_id,
        name=one.name,
        nip=one.nip,
        position=position_with_kind(one.position, ScoredKind(one.kind)),
        agency=agency,
        agency_code=code,
        plan_id=one.plan_id,
        rater_id=one.rater_id,
        steps=one.steps,
        absence=one.absence,
        left_out=_reason(one, excluded),
        exclusion_id=one.exclusion_id if one.absence is Absence.EXCLUDED else None,
        waits=tuple(_step(one, wait, period) for wait in one.waits) if not period.is_locked else (),
    )


def _reason(one: PersonStage, excluded: Mapping[int, Excluded]) -> str:
    if one.absence is Absence.ACTING:
        return _("Menjabat %(kind)s di unit ini; dinilai di tempat definitifnya.") % {
            "kind": PlacementKind(one.kind).label.capitalize() + "."
        }
    if one.absence is Absence.LEFT and one.until is not None:
        return _("Pensiun atau berhenti: penempatan terakhir sampai %(day)s.") % {"day": long_date(one.until)}
    if one.absence is Absence.ELSEWHERE:
        return _("Pindah: periode ini dihitung di unit lain, tempat harinya lebih banyak.")
    if one.exclusion_id is not None and one.absence is Absence.EXCLUDED:
        return excluded[one.exclusion_id].sentence
    return ""


def _exclusions(people: Sequence[PersonStage]) -> Mapping[int, Excluded]:
    ids = {one.exclusion_id for one in people if one.exclusion_id is not None}
    return {
        row.pk: Excluded(row.pk, Exclusion.Kind(row.kind), row.first_day, row.last_day, row.reason)
        for row in Exclusion.objects.filter(pk__in=ids)
    }


def wait_text(wait: Wait) -> str:
    """What is waited for, as the end of `menunggu …`."""
    return {
        Wait.PLAN: _("SKP disusun dan disepakati"),
        Wait.PLAN_RATER: _("SKP disepakati"),
        Wait.REPORT: _("realisasi dilaporkan"),
        Wait.VERIFY: _("realisasi diverifikasi"),
        Wait.RATE: _("perilaku kerja dinilai"),
        Wait.SEND: _("penilaian dikirim"),
        Wait.EVALUATION: _("evaluasi dijalankan"),
        Wait.DELIVER: _("hasil disampaikan"),
        Wait.ACKNOWLEDGE: _("hasil diketahui"),
    }[wait]


def _step(one: PersonStage, wait: Wait, period: Period) -> AwaitedStep:
    who = one.name
    if wait in OF_THE_RATER:
        who = one.rater or _("Kepala daerah")
    elif wait is Wait.EVALUATION:
        who = _("Admin daerah")
    return AwaitedStep(wait, wait_text(wait), who, _since(one, wait, period))


def _since(one: PersonStage, wait: Wait, period: Period) -> datetime.date:
    """The day on which the step before was done, and the first day of the period where none is needed."""
    before = {
        Wait.PLAN_RATER: one.plan_since,
        Wait.PLAN: one.plan_since,
        Wait.VERIFY: one.pending_since,
        Wait.SEND: one.rated_at,
        Wait.EVALUATION: one.rated_at,
        Wait.DELIVER: one.evaluated_at,
        Wait.ACKNOWLEDGE: one.delivered_at,
    }.get(wait)
    return period.first_day if before is None else timezone.localdate(before)
