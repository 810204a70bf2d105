"""Every list of the people of a period has the order of names (agencies/name_order.py), whoever puts it in order."""

from collections.abc import Callable, Iterable
from typing import Any

import pytest
from django.utils import timezone

from agencies.models import Employee
from agencies.permissions import Actor, actor_of
from agencies.services.load_agency_tree import load_agency_tree
from appraisal.models import ActualState, RaterRole
from appraisal.services.check_ins.load_check_ins import load_team as load_talks_of_team
from appraisal.services.completeness.load_stages import load_people as load_stages
from appraisal.services.delegation.offered_people import offered_delegates
from appraisal.services.feedback.near_people import find_near_people
from appraisal.services.find_people import find_people
from appraisal.services.impact.find_measured import find_measured
from appraisal.services.peers.circle import Circle
from appraisal.services.periods.find_unfinished import Unfinished, find_unfinished, listed_unfinished
from appraisal.services.rating.find_rated_period import find_rated_period
from appraisal.services.rating.load_rating_sheet import load_rating_sheet
from appraisal.services.reminders.find_recipients import Group, find_recipients
from appraisal.services.scorecards.find_evaluations import evaluated_periods, find_evaluations
from appraisal.services.team.load_team import load_team
from appraisal.services.verification.find_claims import find_claims
from indicators.services.load_indicator import load_indicator
from indicators.services.plans.team import team_of
from reports.documents.overviews import AgencyOverview
from reports.services.overviews.load_agency_overview import load_agency_overview
from reports.services.recap.load_annex import load_annex
from reports.services.recap.load_missing import load_missing
from reports.services.recap.load_people import load_people
from tests.api.programs import asked, program
from tests.appraisal.factories import a_period, an_actual
from tests.appraisal.month import Month
from tests.factories import a_plan
from tests.names import IN_ORDER, people_of, those_named
from tests.reports.agency.recaps import recap_of

Listed = Callable[[Month], Iterable[str]]


def leader(month: Month) -> Actor:
    """Dewi, who leads them."""
    assert month.cast.dewi.user
    return actor_of(month.cast.dewi.user)


def admin(month: Month) -> Actor:
    """Who reads the whole region."""
    return actor_of(month.cast.region_admin)


def unfinished(month: Month, which: Unfinished) -> list[str]:
    """One of the lists of what a period still lacks."""
    rows: Any = find_unfinished(period=a_period(), which=which, agency_ids=None)
    return [one.name for one in listed_unfinished(list(rows))]


def overview(month: Month) -> AgencyOverview:
    """The kecamatan at a glance."""
    tree = load_agency_tree()
    node = tree.find(month.cast.kecamatan.code)
    assert node
    return load_agency_overview(period=a_period(), evaluated=list(evaluated_periods()), tree=tree, node=node)


def rating_sheet(month: Month) -> list[str]:
    """Those whom Dewi rates, and those of her staff whom nobody does."""
    rated = find_rated_period(code="2026-01", actor=leader(month), today=timezone.localdate())
    assert rated
    return [one.name for one in load_rating_sheet(rated=rated, actor=leader(month), today=timezone.localdate()).lines]


def recipients(month: Month) -> list[str]:
    """Who gets a reminder."""
    agencies, today = [month.cast.kecamatan.pk], timezone.localdate()
    found = find_recipients(period=a_period(), agency_ids=agencies, group=Group.UNREPORTED, today=today)
    return [one.name for one in found.people]


def claims(month: Month) -> list[str]:
    """What waits for Dewi's verification."""
    for person in Employee.objects.filter(name__in=IN_ORDER).order_by("pk"):
        an_actual(person, month.patients, "2026-01", "9", ActualState.REPORTED)
    return [one.name for one in find_claims(actor=leader(month), today=timezone.localdate())]


def around(month: Month) -> list[str]:
    """Who could rate Dewi."""
    roles = (RaterRole.SUBORDINATE, RaterRole.PEER)
    found = Circle.load(month.cast.dewi.pk, a_period()).offer(roles, (), timezone.localdate())
    return [one.name for one in found]


WITH_PLAN: dict[str, Listed] = {
    "evaluations": lambda month: (one.employee.name for one in find_evaluations(period=a_period(), actor=admin(month))),
    "incomplete": lambda month: unfinished(month, Unfinished.INCOMPLETE),
    "overview": lambda month: (one.name for one in overview(month).waiting.reports),
    "rating sheet": rating_sheet,
    "reminders": recipients,
    "claims": claims,
    "measured": lambda month: (
        one["name"] for one in find_measured(indicator_id=month.patients.pk, year=2026, actor=admin(month))
    ),
    "indicator": lambda month: (
        one.name for one in load_indicator(indicator=month.patients, actor=admin(month), day=a_period().last_day).people
    ),
    "missing": lambda _month: dict.fromkeys(
        one.name for one in load_missing(period=a_period(), tree=load_agency_tree())
    ),
    "recap": lambda month: (one.name for one in recap_of(month.cast.kecamatan).incomplete),
}
IN_ANY_CASE: dict[str, Listed] = {
    "annex": lambda _month: (one.name for one in load_annex(period=a_period()).rows()),
    "file of people": lambda _month: (one.name for one in load_people(period=a_period(), tree=load_agency_tree())),
    "board": lambda month: (one.name for one in load_stages(period=a_period(), agency_ids=[month.cast.kecamatan.pk])),
    "search": lambda month: (
        one.name for one in find_people(actor=admin(month), search="a", today=timezone.localdate(), most=50).first
    ),
    "team": lambda month: (
        one.name for one in load_team(actor=leader(month), today=timezone.localdate()).groups[0].people
    ),
    "plans of a team": lambda month: (one.employee.name for one in team_of(leader(month), 2026, a_period().last_day)),
    "talks": lambda month: (one.name for one in load_talks_of_team(actor=leader(month), day=timezone.localdate())),
    "near people": lambda month: (one.name for one in find_near_people(actor=leader(month), day=timezone.localdate())),
    "delegates": lambda month: (one.name for one in offered_delegates(actor=leader(month), day=timezone.localdate())),
    "raters": around,
}
WITHOUT_PLAN: dict[str, Listed] = {
    "without plan": lambda month: unfinished(month, Unfinished.UNPLANNED),
    "overview": lambda month: (name for name, _nip in overview(month).unplanned),
    "missing": lambda _month: (one.name for one in load_missing(period=a_period(), tree=load_agency_tree())),
    "recap": lambda month: (one.name for one in recap_of(month.cast.kecamatan).unplanned),
    "rating sheet": rating_sheet,
}


@pytest.fixture
def planned(month: Month) -> Month:
    """They have a plan, and have reported nothing of January."""
    for person in people_of(month.cast.kecamatan, month.cast.dewi):
        a_plan(person, month.cast.kecamatan, {month.patients: ("100", "10")})
    month.evaluate()
    return month


@pytest.fixture
def unplanned(month: Month) -> Month:
    """They have none."""
    people_of(month.cast.kecamatan, month.cast.dewi)
    month.evaluate()
    return month


@pytest.mark.parametrize("listed", [*WITH_PLAN.values(), *IN_ANY_CASE.values()], ids=[*WITH_PLAN, *IN_ANY_CASE])
def test_a_list_of_people_with_a_plan_has_the_order(planned: Month, listed: Listed) -> None:
    assert those_named(listed(planned)) == IN_ORDER


@pytest.mark.parametrize("listed", [*WITHOUT_PLAN.values(), *IN_ANY_CASE.values()], ids=[*WITHOUT_PLAN, *IN_ANY_CASE])
def test_a_list_of_people_without_a_plan_has_the_order(unplanned: Month, listed: Listed) -> None:
    assert those_named(listed(unplanned)) == IN_ORDER


@pytest.mark.parametrize("address", ["employees/?order=name", "evaluations/?period=2026-01&order=name"])
def test_pages_of_programs_follow_the_order_and_miss_nobody(planned: Month, address: str) -> None:
    client = program(planned.cast.region_admin)
    names: list[str] = []
    following: str | None = f"/api/v1/{address}&limit=2"
    while following:
        page = asked(client, following).json()
        names += [one["name"] for one in page["results"]]
        following = page["next"]
    assert those_named(names) == IN_ORDER


@pytest.mark.parametrize("address", ["employees/?order=name", "evaluations/?period=2026-01&order=name"])
def test_pages_of_programs_lead_back_as_well(planned: Month, address: str) -> None:
    client = program(planned.cast.region_admin)
    first = asked(client, f"/api/v1/{address}&limit=3").json()
    second = asked(client, first["next"]).json()
    assert asked(client, second["previous"]).json()["results"] == first["results"]


def test_evaluations_of_programs_stand_by_unit_and_then_in_the_order(planned: Month) -> None:
    found = asked(program(planned.cast.region_admin), "/api/v1/evaluations/?period=2026-01").json()
    assert those_named(one["name"] for one in found["results"]) == IN_ORDER
