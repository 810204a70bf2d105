"""Rules that no code can go round, since the database keeps them: weights, history, placements, ratings."""

import datetime
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, ProgrammingError, transaction

from agencies.models import Agency, AuditEvent, Employee, Placement, PlacementKind, RowHistory
from agencies.services.record_event import record_event
from agencies.tenancy.base import RegionOwned
from agencies.tenancy.scope import region_scope
from appraisal.models import RaterRole, Rating, SchemeVersion
from indicators.models import IndicatorVersion, Plan, PlanItem
from tests.appraisal.factories import a_rating, a_scheme
from tests.cast import Cast
from tests.factories import a_placement, a_plan, a_region, an_agency, an_employee, an_indicator
from tests.isolation.logins import asking

WRONG_WEIGHTS = "Jumlah bobot SKP"


def refused(rule: str) -> Any:
    """The database refuses by the rule of that name, and the transaction goes on."""
    return pytest.raises(IntegrityError, match=rule)


@pytest.fixture
def plan(kupang: Cast) -> Plan:
    """Budi's agreed plan with two items of 60 and 40."""
    first, second = (an_indicator(kupang.dinas, code) for code in ("IKU-1", "IKU-2"))
    return a_plan(kupang.budi, kupang.puskesmas, {first: ("60", "10"), second: ("40", "10")})


def test_a_plan_of_99_99_cannot_be_agreed(kupang: Cast) -> None:
    with refused(WRONG_WEIGHTS), transaction.atomic():
        a_plan(kupang.budi, kupang.puskesmas, {an_indicator(kupang.dinas): ("99.99", "10")})


def test_a_plan_without_items_cannot_be_agreed(kupang: Cast) -> None:
    with refused(WRONG_WEIGHTS), transaction.atomic():
        Plan.objects.create(employee=kupang.budi, agency=kupang.puskesmas, year=2026, state="agreed")


def test_many_plans_cannot_be_agreed_at_once_when_one_is_wrong(plan: Plan, kupang: Cast) -> None:
    Plan.objects.create(employee=kupang.citra, agency=kupang.puskesmas, year=2026)
    with refused(WRONG_WEIGHTS), transaction.atomic():
        Plan.objects.update(state="agreed")


def test_a_weight_of_an_agreed_plan_cannot_be_changed_alone(plan: Plan) -> None:
    with refused(WRONG_WEIGHTS), transaction.atomic():
        plan.items.filter(weight=60).update(weight=50)


def test_the_weights_of_an_agreed_plan_can_be_changed_together(plan: Plan) -> None:
    items = list(plan.items.all())
    for item in items:
        item.weight = Decimal(50)
    assert PlanItem.objects.bulk_update(items, ["weight"]) == 2


def test_an_item_of_an_agreed_plan_cannot_be_removed(plan: Plan) -> None:
    with refused(WRONG_WEIGHTS), transaction.atomic():
        plan.items.filter(weight=40).delete()


def test_an_item_cannot_be_added_to_an_agreed_plan(plan: Plan, kupang: Cast) -> None:
    indicator = an_indicator(kupang.dinas, "IKU-3")
    with refused(WRONG_WEIGHTS), transaction.atomic():
        PlanItem.objects.bulk_create([PlanItem(plan=plan, indicator=indicator, weight=1, targets=[None] * 12)])


def test_an_item_cannot_move_from_an_agreed_plan_to_a_draft(plan: Plan, kupang: Cast) -> None:
    draft = Plan.objects.create(employee=kupang.citra, agency=kupang.puskesmas, year=2026)
    with refused(WRONG_WEIGHTS), transaction.atomic():
        plan.items.filter(weight=40).update(plan=draft)


def test_additional_work_has_no_weight_to_sum(plan: Plan, kupang: Cast) -> None:
    indicator = an_indicator(kupang.dinas, "IKU-3")
    plan.items.create(indicator=indicator, kind="additional", targets=[None] * 12)
    assert plan.items.count() == 3


@pytest.mark.django_db(transaction=True)
def test_an_agreement_waits_for_a_change_of_the_items() -> None:
    with region_scope(a_region().pk):
        agency = an_agency()
        draft = Plan.objects.create(employee=an_employee(), agency=agency, year=2026)
        draft.items.create(indicator=an_indicator(agency), weight=100, targets=[None] * 12)
    with asking("web", agency.region_id) as editor, asking("web", agency.region_id) as signer:
        editor.execute("UPDATE indicators_planitem SET weight = 50")
        signer.execute("SET LOCAL lock_timeout = '100ms'")
        with pytest.raises(Exception, match="lock timeout"):
            signer.execute("UPDATE indicators_plan SET state = 'agreed'")


def former(row: RegionOwned) -> list[dict[str, Any]]:
    """What the history says that a row was."""
    kept = RowHistory.objects.filter(table_name=row._meta.db_table, row_id=row.pk).order_by("id")
    return list(kept.values_list("before", flat=True))


def test_the_history_keeps_what_a_changed_row_was(kupang: Cast) -> None:
    Agency.objects.filter(pk=kupang.dinas.pk).update(name="Dinkes")
    assert [before["name"] for before in former(kupang.dinas)] == ["Dinas Kesehatan"]


def test_the_history_keeps_what_a_removed_row_was(plan: Plan) -> None:
    plan.state = "draft"
    plan.save()
    item = plan.items.get(weight=40)
    PlanItem.objects.filter(pk=item.pk).delete()
    assert [before["targets"] for before in former(item)] == [[10] * 12]


def test_the_history_keeps_every_row_of_a_bulk_update(kupang: Cast) -> None:
    Employee.objects.update(grade="III/a")
    assert RowHistory.objects.filter(table_name="agencies_employee").count() == Employee.objects.count()


@pytest.mark.parametrize("model", [AuditEvent, RowHistory, IndicatorVersion, SchemeVersion])
@pytest.mark.parametrize("act", ["update", "delete"])
def test_what_was_recorded_cannot_be_changed(kupang: Cast, plan: Plan, model: type[RegionOwned], act: str) -> None:
    a_scheme()
    record_event(action=AuditEvent.Action.SIGNED_IN, subject="Budi")
    rows = model._base_manager.all()
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        rows.update(region=kupang.region) if act == "update" else rows.delete()


def test_definitive_placements_of_a_person_cannot_overlap(kupang: Cast) -> None:
    with refused("placement_definitive_no_overlap"), transaction.atomic():
        a_placement(kupang.budi, kupang.kecamatan, first_day=datetime.date(2026, 7, 1))


def test_definitive_placements_can_follow_each_other(kupang: Cast) -> None:
    Placement.objects.filter(employee=kupang.budi).update(last_day=datetime.date(2026, 6, 30))
    assert a_placement(kupang.budi, kupang.kecamatan, first_day=datetime.date(2026, 7, 1)).pk


def test_the_last_day_of_a_placement_belongs_to_it(kupang: Cast) -> None:
    Placement.objects.filter(employee=kupang.budi).update(last_day=datetime.date(2026, 7, 1))
    with refused("placement_definitive_no_overlap"), transaction.atomic():
        a_placement(kupang.budi, kupang.kecamatan, first_day=datetime.date(2026, 7, 1))


@pytest.mark.parametrize("kind", [PlacementKind.ACTING, PlacementKind.DAILY_ACTING])
def test_acting_placements_may_overlap(kupang: Cast, kind: PlacementKind) -> None:
    assert a_placement(kupang.budi, kupang.kecamatan, kind=kind).pk


def test_nobody_is_their_own_supervisor(kupang: Cast) -> None:
    with refused("placement_not_own_supervisor"), transaction.atomic():
        a_placement(kupang.budi, kupang.kecamatan, kupang.budi, kind=PlacementKind.ACTING)


@pytest.mark.parametrize(
    "nip", ["", "19850101201001100", "19850101201001100A", "1985 0101 2010 011", "١٩٨٥٠١٠١٢٠١٠٠١١٠٠١"]
)
def test_a_nip_has_18_digits(kupang: Cast, nip: str) -> None:
    with refused("employee_nip_has_18_digits"), transaction.atomic():
        Employee.objects.create(nip=nip, name="Budi", status="PNS")


@pytest.mark.parametrize("role", [RaterRole.SUPERVISOR, RaterRole.PEER, RaterRole.SUBORDINATE])
def test_nobody_rates_themselves_as_somebody_else(kupang: Cast, role: RaterRole) -> None:
    with refused("rating_nobody_rates_themselves_as_another"), transaction.atomic():
        a_rating(kupang.budi, kupang.budi, "2026-01", 5, role=role)


def test_nobody_gives_the_self_rating_of_another(kupang: Cast) -> None:
    with refused("rating_nobody_rates_themselves_as_another"), transaction.atomic():
        a_rating(kupang.budi, kupang.citra, "2026-01", 5, role=RaterRole.SELF)


def test_a_self_rating_is_possible(kupang: Cast) -> None:
    assert a_rating(kupang.budi, kupang.budi, "2026-01", 5, role=RaterRole.SELF).pk


@pytest.mark.parametrize("level", [0, 6])
def test_a_level_is_1_to_5(kupang: Cast, level: int) -> None:
    with refused("rating_level_is_1_to_5"), transaction.atomic():
        a_rating(kupang.budi, kupang.sari, "2026-01", level)


def test_a_rating_has_exactly_one_rater(kupang: Cast) -> None:
    rating = a_rating(kupang.budi, kupang.sari, "2026-01", 3)
    with refused("rating_has_exactly_one_rater"), transaction.atomic():
        Rating.objects.filter(pk=rating.pk).update(rater_account=kupang.regional_head)


def test_a_rater_rates_once(kupang: Cast) -> None:
    a_rating(kupang.budi, kupang.sari, "2026-01", 3)
    with refused("rating_key_in_region"), transaction.atomic():
        a_rating(kupang.budi, kupang.sari, "2026-01", 4)
