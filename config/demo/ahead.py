"""Next year under way: agreements of units, plans in each state of the dialogue, and what staff say of indicators."""

import datetime
import tomllib
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.utils import timezone

from agencies.models import Employee, Placement, PlacementKind, Role, RoleGrant, User
from agencies.permissions import Actor, actor_of
from config.demo.book import HERE, Book
from config.demo.people import YEAR
from indicators.models import (
    Outcome,
    Plan,
    PlanItem,
    PlanVersion,
    PlanVersionItem,
    UnitAgreement,
    UnitAgreementItem,
)
from indicators.services.catalogue.open_comments import open_comments
from indicators.services.catalogue.read_draft import document_of
from indicators.services.catalogue.save_draft import start_draft
from indicators.services.catalogue.versions import newest_version, next_month
from indicators.services.participation.answer_contribution import answer_contribution
from indicators.services.participation.comment_draft import comment_draft
from indicators.services.participation.comment_indicator import comment_indicator
from indicators.services.participation.propose_indicator import propose_indicator
from indicators.services.plans.agree_plan import agree_plan
from indicators.services.plans.amend_plan import amend_plan
from indicators.services.plans.answer_item import comment_on_plan
from indicators.services.plans.choose_results import choose_results
from indicators.services.plans.draft_plan import draft_plan
from indicators.services.plans.load_own_cascade import load_own_cascade
from indicators.services.plans.plan_sides import Post
from indicators.services.plans.save_items import ItemValues, save_items
from indicators.services.plans.save_words import save_annexes, save_expectations
from indicators.services.plans.submit_plan import return_plan, submit_plan

NEXT_YEAR = YEAR + 1
TODAY = datetime.date(YEAR, 11, 20)
"""The day on which the demo's people speak: its year is always the same, and loads on any day."""
LAST_MONTH = 12
COMMENT_DAYS = datetime.timedelta(days=14)
EASIER = Decimal("0.95")
STAFF = 5
"""So many people of one team are in so many states of the dialogue."""


@dataclass(frozen=True, slots=True)
class Team:
    """Who plans: the supervisor who signs in to the demo, those above from the top down, and five of the staff.

    The second of the staff is the employee who signs in.
    """

    leaders: tuple[Placement, ...]
    staff: tuple[Placement, ...]

    @property
    def supervisor(self) -> Placement:
        """Who leads the staff."""
        return self.leaders[-1]


class Ahead:
    """What the people of the region in scope have prepared for next year."""

    def __init__(self, book: Book) -> None:
        self._words: dict[str, Any] = tomllib.loads((HERE / "ahead.toml").read_text(encoding="utf-8"))
        self._team = find_team(book)
        self._head_of_region = first_of(Role.REGIONAL_HEAD)
        self._admin = first_of(Role.REGION_ADMIN)

    def prepare(self) -> None:
        """All of it, in the order in which it would happen."""
        team = self._team
        above: Placement | None = None
        for leader in team.leaders:
            if above is None or leader.agency_id != above.agency_id:
                self._agree_unit(leader)
            self._settle(self._submitted(leader), above)
            above = leader
        agreed, discussed, returned, drafted, amended = team.staff
        self._settle(self._submitted(agreed), team.supervisor)
        self._discuss(discussed)
        self._return(returned)
        self._draft(drafted)
        self._amend(amended)
        self._take_part()

    def _agree_unit(self, leader: Placement) -> None:
        """A unit begins with what its leader is measured by this year."""
        agreement = UnitAgreement.objects.create(agency=leader.agency, year=NEXT_YEAR, edited_by_id=self._admin.user_id)
        items = PlanItem.objects.filter(plan__employee=leader.employee, plan__year=YEAR, kind="main").order_by("id")
        for item in items:
            UnitAgreementItem.objects.create(
                agreement=agreement,
                indicator_id=item.indicator_id,
                weight=item.weight,
                targets=item.targets,
                upper_targets=item.upper_targets,
            )

    def _draft(self, placement: Placement) -> PlanVersion:
        """A plan is begun: everything that the leader, or else the unit, offers, and the three annexes."""
        actor = actor_behind(placement.employee)
        version = draft_plan(employee=placement.employee, placement=placement, year=NEXT_YEAR, actor=actor)
        cascade = load_own_cascade(Post(placement.employee, placement, placement.supervisor), NEXT_YEAR, TODAY)
        keys = [result.key for result in cascade.results or cascade.of_unit]
        version = choose_results(
            version=version, edition=version.edition, keys=keys, cascade=cascade, actor=actor, day=TODAY
        )
        return save_annexes(
            version=version, edition=version.edition, annexes=self._words["annexes"], actor=actor, day=TODAY
        )

    def _submitted(self, placement: Placement) -> PlanVersion:
        version = self._draft(placement)
        return submit_plan(version=version, edition=version.edition, actor=actor_behind(placement.employee), day=TODAY)

    def _settle(self, version: PlanVersion, leader: Placement | None) -> None:
        """The supervisor says what is expected, then both agree; heads of agencies agree with the regional head."""
        supervisor = actor_behind(leader.employee) if leader else self._head_of_region
        version = save_expectations(
            version=version,
            edition=version.edition,
            expectations=self._words["expectations"],
            actor=supervisor,
            day=TODAY,
        )
        for actor in (supervisor, actor_behind(version.employee)):
            version = agree_plan(version=version, edition=version.edition, actor=actor, day=TODAY)

    def _discuss(self, placement: Placement) -> None:
        """A lower target with its reason, and a word of each side: the supervisor's answer is awaited."""
        version = self._draft(placement)
        item = PlanVersionItem.objects.filter(version=version).order_by("id")[0]
        lower = [None if target is None else _easier(target) for target in item.targets]
        values = {item.pk: ItemValues(item.weight, lower, item.upper_targets)}
        actor = actor_behind(placement.employee)
        version = save_items(version=version, edition=version.edition, values=values, actor=actor, day=TODAY)
        version = submit_plan(version=version, edition=version.edition, actor=actor, day=TODAY)
        for who, text in (
            (placement.employee, self._words["target_reason"]),
            (self._team.supervisor.employee, self._words["supervisor_question"]),
            (placement.employee, self._words["employee_comment"]),
        ):
            comment_on_plan(version=version, indicator=item.indicator, text=text, actor=actor_behind(who), day=TODAY)

    def _return(self, placement: Placement) -> None:
        version = self._submitted(placement)
        supervisor = actor_behind(self._team.supervisor.employee)
        reason = self._words["return_reason"]
        return_plan(version=version, edition=version.edition, actor=supervisor, day=TODAY, reason=reason)

    def _amend(self, placement: Placement) -> None:
        """An addendum to this year's plan, for its last month, handed to the supervisor."""
        plan = Plan.objects.all().agreed().filter(employee=placement.employee, year=YEAR)[0]
        actor = actor_behind(placement.employee)
        reason = self._words["addendum_reason"]
        version = amend_plan(plan=plan, from_month=LAST_MONTH, reason=reason, actor=actor, day=TODAY)
        changed = PlanVersionItem.objects.filter(version=version, upper_targets=None, targets__11__isnull=False)
        item = changed.order_by("id")[0]
        targets = [*item.targets[:-1], _easier(item.targets[-1] or Decimal(0))]
        values = {item.pk: ItemValues(item.weight, targets)}
        version = save_items(version=version, edition=version.edition, values=values, actor=actor, day=TODAY)
        submit_plan(version=version, edition=version.edition, actor=actor, day=TODAY)

    def _take_part(self) -> None:
        """Staff comment on indicators and propose one; the admin answers, and opens a draft for comments."""
        first, second, third, *_others = self._team.staff
        used = PlanItem.objects.filter(plan__employee=first.employee, plan__year=YEAR).order_by("id")
        indicators = [item.indicator for item in used.select_related("indicator__agency")]
        answered = comment_indicator(
            indicator=indicators[0], text=self._words["answered_comment"], actor=actor_behind(first.employee), day=TODAY
        )
        answer_contribution(
            contribution=answered, outcome=Outcome.TAKEN_CHANGED, answer=self._words["answer"], actor=self._admin
        )
        comment_indicator(
            indicator=indicators[-1], text=self._words["waiting_comment"], actor=actor_behind(first.employee), day=TODAY
        )
        propose_indicator(
            agency=third.agency,
            proposed=self._words["proposal"],
            reason=self._words["proposal_reason"],
            actor=actor_behind(third.employee),
            day=TODAY,
        )
        changed = indicators[0]
        document = document_of(newest_version(changed), changed.code, next_month(timezone.localdate()))
        document["definition"] = f"{document['definition']} {self._words['draft_addition']}".strip()
        draft = start_draft(agency=changed.agency, document=document, actor=self._admin, indicator=changed)
        draft = open_comments(draft=draft, until=timezone.localdate() + COMMENT_DAYS, actor=self._admin)
        comment_draft(
            draft=draft,
            text=self._words["draft_comment"],
            actor=actor_behind(second.employee),
            day=timezone.localdate(),
        )


def find_team(book: Book) -> Team:
    """Found by the two who sign in: the line of supervisors up to the top, and the employee with four colleagues."""
    places = Placement.objects.during(TODAY, TODAY).filter(kind=PlacementKind.DEFINITIVE)
    places = places.select_related("agency", "employee", "supervisor")
    leaders = [places.get(employee__nip=book.figures[book.facts["supervisor"]].nip)]
    while leaders[0].supervisor_id is not None:
        leaders.insert(0, places.get(employee_id=leaders[0].supervisor_id))
    employee = places.get(employee__nip=book.figures[book.facts["employee"]].nip)
    planned = places.filter(supervisor_id=leaders[-1].employee_id, employee__plans__year=YEAR).distinct()
    others = planned.exclude(pk=employee.pk).exclude(employee__reports__isnull=False).order_by("employee__nip")
    first, *rest = others[: STAFF - 1]
    return Team(tuple(leaders), (first, employee, *rest))


def _easier(target: Decimal) -> Decimal:
    return (target * EASIER).quantize(Decimal(1), ROUND_HALF_UP) if target >= 1 else target


def actor_behind(employee: Employee) -> Actor:
    """The account of somebody who has one."""
    return actor_of(User.objects.get(pk=employee.user_id or 0))


def first_of(role: Role) -> Actor:
    """The account that holds a granted role; the first by login."""
    return actor_of(RoleGrant.objects.filter(role=role).select_related("user").order_by("user__login")[0].user)
