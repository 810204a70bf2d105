"""Tim saya: the direct reports of today, with what each of them waits for, and those of raters one stands in for."""

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.dates import long_date
from agencies.models import Placement
from agencies.name_order import sort_key
from agencies.permissions import Actor, rates
from appraisal.documents.scorecard import position_with_kind
from appraisal.models import Actual, ActualState, CheckIn, Period
from appraisal.period_codes import parse_period_code
from appraisal.scoring.types import PlacementKind
from appraisal.services.completeness.load_stages import PersonStage, load_people
from appraisal.services.exclusions.find_exclusions import Excluded, find_exclusions
from appraisal.services.feedback.find_feedback import visible_feedback
from appraisal.services.team.attention import attention_to
from appraisal.services.team.load_scores import MonthScore, ScoreLine, load_scores, score_line
from appraisal.services.team.team_month import team_month
from appraisal.services.team.team_places import places_led


@dataclass(frozen=True, slots=True)
class Step:
    """A stage of the month, and whether it is reached."""

    name: str
    is_done: bool


@dataclass(frozen=True, slots=True)
class TeamPerson:
    """A person of the team in one post. ``notes`` say who rates the month where that is not plain."""

    employee_id: int
    name: str
    position: str
    agency: str
    steps: tuple[Step, ...]
    is_awaited: bool
    attention: tuple[str, ...]
    notes: tuple[str, ...]
    line: ScoreLine
    last_feedback: datetime.date | None
    last_check_in: datetime.date | None
    rank: int


@dataclass(frozen=True, slots=True)
class TeamGroup:
    """The own people (no name), or those of a rater whom one stands in for."""

    rater: str
    people: tuple[TeamPerson, ...]


@dataclass(frozen=True, slots=True)
class Gone:
    """Somebody who was led within the month and is no more, and who rates the month."""

    employee_id: int
    name: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Team:
    """Everybody of somebody's team. ``label`` and ``code`` name the month that the steps are about, if there is one."""

    label: str
    code: str
    groups: tuple[TeamGroup, ...]
    gone: tuple[Gone, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nobody stands under this person."""
        return not any(group.people for group in self.groups) and not self.gone


def load_team(*, actor: Actor, today: datetime.date) -> Team:
    """The team of today, sorted by what needs attention and then by name. A fixed number of queries."""
    period = team_month(today)
    places = _by_name(places_led(actor, today, today))
    gone = _gone(actor, period, places, today)
    people = {place.employee_id for place in (*places, *gone)}
    facts = _Facts.load(actor, people, period, today)
    groups: dict[int | None, list[TeamPerson]] = defaultdict(list)
    for place in places:
        groups[place.supervisor_id].append(facts.person(place))
    names = {one.rater_id: one.rater_name for one in actor.stands_in}
    own = [person for rater_id, found in groups.items() if rater_id not in names for person in found]
    others = [TeamGroup(name, _ordered(groups[rater_id])) for rater_id, name in names.items() if rater_id in groups]
    label = parse_period_code(period.code).label if period else ""
    return Team(
        label=label,
        code=period.code if period else "",
        groups=(TeamGroup("", _ordered(own)), *others),
        gone=tuple(facts.gone(place) for place in gone),
    )


def _by_name(places: object) -> list[Placement]:
    rows = places.select_related("employee", "agency")  # type: ignore[attr-defined]
    return sorted(rows, key=lambda row: (sort_key(row.employee.name), row.employee.nip, row.kind))


def _gone(actor: Actor, period: Period | None, places: Sequence[Placement], today: datetime.date) -> list[Placement]:
    """Those led in the month, yet not today, each once."""
    if period is None:
        return []
    here = {place.employee_id for place in places}
    last_day = min(period.last_day, today)
    rows = _by_name(places_led(actor, period.first_day, last_day))
    return list({row.employee_id: row for row in rows if row.employee_id not in here}.values())


def _ordered(people: Collection[TeamPerson]) -> tuple[TeamPerson, ...]:
    return tuple(sorted(people, key=lambda person: (person.rank, sort_key(person.name), person.employee_id)))


@dataclass(frozen=True, slots=True)
class _Facts:
    """What is known of the people, by their ids."""

    actor: Actor
    period: Period | None
    today: datetime.date
    stages: Mapping[int, Sequence[PersonStage]]
    returned: Mapping[int, int]
    excluded: Mapping[int, Excluded]
    scores: Mapping[int, Sequence[MonthScore]]
    feedback: Mapping[int, datetime.datetime]
    check_ins: Mapping[int, datetime.date]

    @classmethod
    def load(cls, actor: Actor, people: Collection[int], period: Period | None, today: datetime.date) -> "_Facts":
        """Thirteen queries; fewer before there is any month."""
        stages: dict[int, list[PersonStage]] = defaultdict(list)
        for row in load_people(period=period, people=people) if period else ():
            stages[row.employee_id].append(row)
        given = visible_feedback(actor).filter(employee_id__in=people)
        held = CheckIn.objects.filter(plan__employee_id__in=people).order_by()
        return cls(
            actor=actor,
            period=period,
            today=today,
            stages=stages,
            returned=_returned(people, period),
            excluded=find_exclusions(employee_ids=people, last_day=period.last_day) if period else {},
            scores=load_scores(actor=actor, employee_ids=people, today=today),
            feedback=dict(
                given.order_by().values("employee_id").annotate(at=Max("given_at")).values_list("employee_id", "at")
            ),
            check_ins=dict(
                held.values("plan__employee_id").annotate(on=Max("held_on")).values_list("plan__employee_id", "on")
            ),
        )

    def person(self, place: Placement) -> TeamPerson:
        """A line of the list."""
        employee_id = place.employee_id
        stage = self._stage(place)
        at = self.feedback.get(employee_id)
        last_feedback = timezone.localdate(at) if at else None
        last_check_in = self.check_ins.get(employee_id)
        is_mine = stage is not None and rates(self.actor, stage.rater_id, employee_id)
        excluded = self.excluded.get(employee_id)
        rank, attention = attention_to(
            stage,
            is_mine=is_mine,
            returned=self.returned.get(employee_id, 0),
            excluded=excluded,
            last_word=max(filter(None, (last_feedback, last_check_in)), default=None),
            today=self.today,
        )
        plan_ids = {stage.plan_id} if stage and stage.plan_id else set()
        return TeamPerson(
            employee_id=employee_id,
            name=place.employee.name,
            position=position_with_kind(place.position, PlacementKind(place.kind)),
            agency=place.agency.name,
            steps=_steps(stage),
            is_awaited=excluded is None,
            attention=attention,
            notes=tuple(self._notes(place, stage)),
            line=score_line(self.scores.get(employee_id, ()), plan_ids),
            last_feedback=last_feedback,
            last_check_in=last_check_in,
            rank=rank,
        )

    def gone(self, place: Placement) -> Gone:
        """Who is led no more, and who rates the month now."""
        stage = self._stage(place)
        values = {"day": long_date(place.last_day) if place.last_day else "", "month": self._label}
        if stage is None or stage.plan_id is None:
            said = _("Sampai %(day)s di bawah Anda.")
        elif rates(self.actor, stage.rater_id, stage.employee_id):
            said = _("Sampai %(day)s di bawah Anda. %(month)s tetap dinilai Anda: penempatan itu yang dihitung.")
        else:
            values["name"] = stage.rater or _("kepala daerah")
            said = _("Sampai %(day)s di bawah Anda. %(month)s dinilai %(name)s, atasan pada hari terakhir.")
        return Gone(place.employee_id, place.employee.name, said % values)

    @property
    def _label(self) -> str:
        return parse_period_code(self.period.code).label if self.period else ""

    def _stage(self, place: Placement) -> PersonStage | None:
        """The line of the board for a post: of this agency and kind, else whatever there is of the person."""
        found = self.stages.get(place.employee_id, ())
        same = [one for one in found if (one.agency_id, one.kind) == (place.agency_id, place.kind)]
        return next(iter([*same, *found]), None)

    def _notes(self, place: Placement, stage: PersonStage | None) -> Iterator[str]:
        """Who rates the month of somebody who came in its midst, or goes."""
        if self.period is None or stage is None:
            return
        values = {"month": self._label, "day": long_date(place.first_day)}
        if not rates(self.actor, stage.rater_id, place.employee_id):
            name = stage.rater or _("kepala daerah")
            yield _("%(month)s dinilai %(name)s, atasan pada hari terakhir bulan itu.") % {**values, "name": name}
        elif self.period.first_day < place.first_day <= self.period.last_day:
            yield _("Di bawah Anda sejak %(day)s. Seluruh %(month)s dinilai Anda.") % values


def _returned(people: Collection[int], period: Period | None) -> dict[int, int]:
    if period is None:
        return {}
    rows = Actual.objects.filter(employee_id__in=people, month=period.first_day, state=ActualState.RETURNED)
    counts: dict[int, int] = defaultdict(int)
    for employee_id in rows.values_list("employee_id", flat=True):
        counts[employee_id] += 1
    return counts


def _steps(stage: PersonStage | None) -> tuple[Step, ...]:
    """Reported, verified, rated, sent. Nothing without an agreed plan, and for posts that nobody is waited for in."""
    if stage is None or stage.plan_id is None or stage.absence is not None:
        return ()
    _agreed, reported, verified, rated, sent, *_rest = stage.reached
    return (
        Step(_("Dilaporkan"), reported),
        Step(_("Diverifikasi"), verified),
        Step(_("Dinilai"), rated),
        Step(_("Terkirim"), sent),
    )
