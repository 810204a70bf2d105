"""Plans on the road of an import."""

import datetime
from decimal import Decimal

import pytest
from django.utils import timezone

from agencies.imports.check_import import check_import
from agencies.imports.kinds import UndoRefused
from agencies.models import PlacementKind
from agencies.permissions import actor_of
from indicators.models import Direction, Indicator, Plan, PlanItem, PlanState
from indicators.services.plans.amend_plan import amend_plan
from tests.agencies.imports.road import brought, changes, preview, published, remarks, taken_back, the_kind
from tests.appraisal.factories import a_period, an_actual
from tests.cast import Cast
from tests.factories import a_placement, a_plan, an_indicator
from tests.indicators.plan_file import HEADER, line


@pytest.fixture
def visits(kupang: Cast) -> Indicator:
    return an_indicator(kupang.dinas, "A")


@pytest.fixture
def range_of_days(kupang: Cast) -> Indicator:
    return an_indicator(kupang.dinas, "B", direction=Direction.RANGE)


@pytest.fixture
def plan(kupang: Cast, visits: Indicator, range_of_days: Indicator) -> Plan:
    """Budi's agreed plan: visits 60, days within a range 40."""
    plan = a_plan(kupang.budi, kupang.puskesmas, {visits: ("60", "10.5"), range_of_days: ("40", "80")})
    PlanItem.objects.filter(plan=plan, indicator=range_of_days).update(upper_targets=[Decimal(90)] * 12)
    return plan


def of_budi(kupang: Cast, *items: tuple[str, str, str]) -> list[str]:
    return [line(kupang.budi.nip, *item) for item in items]


SAME = (("A", "60", "10,50"), ("B", "40", "80-90"))


def weights_of(plan: Plan) -> dict[str, Decimal | None]:
    return dict(PlanItem.objects.filter(plan=plan).values_list("indicator__code", "weight"))


def test_a_plan_that_is_stored_changes_nothing(kupang: Cast, plan: Plan) -> None:
    found = preview("plans", kupang.region_admin, HEADER, *of_budi(kupang, *SAME))
    assert (found.unchanged, found.changed, found.new) == (2, (), ())


def test_the_preview_shows_weights_and_targets_before_and_after(kupang: Cast, plan: Plan) -> None:
    rows = of_budi(kupang, ("A", "50", "10,5"), ("B", "50", "80-95"))
    found = preview("plans", kupang.region_admin, HEADER, *rows)
    told = changes(found)
    assert ("bobot", "60", "50") in told
    assert ("t12", "80 s.d. 90", "80 s.d. 95") in told


def test_the_preview_says_whose_plans_are_new_and_whose_are_replaced(kupang: Cast, plan: Plan) -> None:
    rows = [*of_budi(kupang, ("A", "50", "10,5"), ("B", "50", "80-90")), line(kupang.citra.nip)]
    found = preview("plans", kupang.region_admin, HEADER, *rows)
    assert found.affected.people == 2
    assert found.affected.sentences == (
        "1 SKP baru, langsung berstatus disepakati.",
        "1 SKP yang sudah disepakati diganti.",
    )


def test_items_that_the_file_drops_are_stored_rows_too(kupang: Cast, plan: Plan) -> None:
    found = preview("plans", kupang.region_admin, HEADER, line(kupang.budi.nip, "A", "100"))
    stored = the_kind("plans").stored(found.changed)
    assert sorted(str(key[3]) for key in stored) == ["A", "B"]


def test_weights_are_mended_by_sharing_what_is_missing(
    kupang: Cast, visits: Indicator, range_of_days: Indicator
) -> None:
    an_indicator(kupang.dinas, "C")
    rows = of_budi(kupang, ("A", "33,33", "1"), ("B", "33,33", "80-90"), ("C", "33,33", "1"))
    cells = {number: dict(zip(HEADER.split(";"), row.split(";"), strict=True)) for number, row in enumerate(rows, 2)}
    draft = brought("plans", kupang.region_admin, HEADER, *rows)
    checked = check_import(draft=draft, kind=the_kind("plans"), actor=actor_of(kupang.region_admin))
    mend = the_kind("plans").mend(checked.errors, cells)
    assert mend is not None
    assert mend.changes == {2: {"bobot": "33,34"}}


def test_an_agency_admin_plans_for_the_own_units(kupang: Cast, visits: Indicator) -> None:
    assert remarks("plans", kupang.agency_admin, HEADER, line(kupang.budi.nip)) == []
    (error,) = remarks("plans", kupang.agency_admin, HEADER, line(kupang.dewi.nip))
    assert "Anda tidak mengelola perangkat daerah ini" in error


def test_the_placement_decides_not_the_owner_of_the_indicator(kupang: Cast) -> None:
    an_indicator(kupang.kecamatan, "K")
    assert remarks("plans", kupang.agency_admin, HEADER, line(kupang.budi.nip, "K", kode_opd="7.01")) == []


def test_a_replaced_addendum_is_said_and_comes_back_with_an_undo(kupang: Cast, plan: Plan) -> None:
    PlanItem.objects.filter(plan=plan, indicator__code="A").update(month_weights=[Decimal(50)] * 12)
    draft = published("plans", kupang.region_admin, HEADER, *of_budi(kupang, *SAME))
    assert PlanItem.objects.get(plan=plan, indicator__code="A").month_weights is None
    assert draft.outcome["warnings"] == 1
    taken_back(draft, kupang.region_admin)
    assert PlanItem.objects.get(plan=plan, indicator__code="A").month_weights == [Decimal(50)] * 12


def test_an_undo_gives_back_the_whole_plan(kupang: Cast, plan: Plan) -> None:
    draft = published("plans", kupang.region_admin, HEADER, line(kupang.budi.nip, "A", "100", "7"))
    assert weights_of(plan) == {"A": Decimal(100)}
    taken_back(draft, kupang.region_admin)
    assert weights_of(plan) == {"A": Decimal(60), "B": Decimal(40)}
    item = PlanItem.objects.get(plan=plan, indicator__code="B")
    assert (item.targets[0], item.upper_targets) == (Decimal(80), [Decimal(90)] * 12)
    plan.refresh_from_db()
    assert plan.state == PlanState.AGREED


def test_an_undo_gives_back_an_item_that_was_only_dropped(kupang: Cast, plan: Plan) -> None:
    extra = an_indicator(kupang.dinas, "T")
    PlanItem.objects.create(plan=plan, indicator=extra, kind="additional", targets=[None] * 12)
    draft = published("plans", kupang.region_admin, HEADER, *of_budi(kupang, *SAME))
    assert not PlanItem.objects.filter(indicator=extra).exists()
    taken_back(draft, kupang.region_admin)
    assert PlanItem.objects.filter(indicator=extra).exists()


def test_an_undo_removes_a_new_plan(kupang: Cast, visits: Indicator) -> None:
    draft = published("plans", kupang.agency_admin, HEADER, line(kupang.budi.nip))
    taken_back(draft, kupang.agency_admin)
    assert not Plan.objects.exists()


def test_an_undo_tells_two_plans_of_a_person_apart(kupang: Cast, plan: Plan) -> None:
    a_placement(kupang.budi, kupang.kecamatan, kupang.dewi, kind=PlacementKind.ACTING)
    draft = published("plans", kupang.region_admin, HEADER, line(kupang.budi.nip, opd_penempatan="7.01"))
    taken_back(draft, kupang.region_admin)
    assert list(Plan.objects.values_list("id", flat=True)) == [plan.pk]


def test_a_plan_with_a_new_actual_stays(kupang: Cast, plan: Plan, visits: Indicator) -> None:
    draft = published("plans", kupang.region_admin, HEADER, line(kupang.budi.nip, "A", "100", "7"))
    an_actual(kupang.budi, visits, "2026-03", "5")
    with pytest.raises(UndoRefused, match="sudah dilaporkan: Budi Santoso"):
        taken_back(draft, kupang.region_admin)
    assert weights_of(plan) == {"A": Decimal(100)}


def test_an_actual_from_before_stands_in_no_way(kupang: Cast, plan: Plan, visits: Indicator) -> None:
    an_actual(kupang.budi, visits, "2026-01", "5")
    draft = published("plans", kupang.region_admin, HEADER, line(kupang.budi.nip, "A", "100", "7"))
    taken_back(draft, kupang.region_admin)
    assert weights_of(plan) == {"A": Decimal(60), "B": Decimal(40)}


def test_targets_of_a_month_locked_since_stay(kupang: Cast, plan: Plan) -> None:
    draft = published("plans", kupang.region_admin, HEADER, line(kupang.budi.nip, "A", "100", "7"))
    period = a_period("2026-01")
    type(period).objects.filter(pk=period.pk).update(state="locked", locked_at=timezone.now())
    with pytest.raises(UndoRefused, match="Periode 2026-01 sudah dikunci"):
        taken_back(draft, kupang.region_admin)


def test_a_plan_that_was_changed_since_stays(kupang: Cast, plan: Plan) -> None:
    draft = published("plans", kupang.region_admin, HEADER, line(kupang.budi.nip, "A", "100", "7"))
    PlanItem.objects.filter(plan=plan).update(targets=[Decimal(8)] * 12)
    with pytest.raises(UndoRefused, match="disepakati atau diubah lagi"):
        taken_back(draft, kupang.region_admin)


def test_a_plan_with_an_addendum_begun_since_stays(kupang: Cast, plan: Plan) -> None:
    draft = published("plans", kupang.region_admin, HEADER, *of_budi(kupang, ("A", "100", "5")))
    fresh = Plan.objects.get(pk=plan.pk)
    day = datetime.date(2026, 11, 22)
    amend_plan(plan=fresh, from_month=12, reason="Tugas baru.", actor=actor_of(kupang.budi.user), day=day)
    with pytest.raises(UndoRefused, match="Adendum atas SKP dari impor ini"):
        taken_back(draft, kupang.region_admin)


def test_an_undo_is_for_a_day(kupang: Cast, visits: Indicator) -> None:
    draft = published("plans", kupang.region_admin, HEADER, line(kupang.budi.nip))
    draft.published_at = timezone.now() - datetime.timedelta(hours=25)
    draft.save()
    with pytest.raises(UndoRefused, match="24 jam"):
        taken_back(draft, kupang.region_admin)


def test_the_template_offers_the_catalogue(kupang: Cast, visits: Indicator) -> None:
    template = the_kind("plans").template(actor_of(kupang.agency_admin))
    assert template.choices["kode_indikator"] == ["A"]
    assert template.choices["opd_penempatan"] == ["1.02", "1.02.01"]
    assert set(template.hints) == set(HEADER.split(";"))
