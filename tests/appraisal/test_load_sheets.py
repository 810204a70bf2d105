"""A snapshot that is written from stored rows is the snapshot of the sheet that is made of them."""

from collections.abc import Sequence
from decimal import Decimal

import pytest

from agencies.tenancy.bulk import read_rows
from appraisal.models import ActualState
from appraisal.scoring.rounding import plain
from appraisal.scoring.snapshot import snapshot_text
from appraisal.services.evaluation.load_sheets import LoadedPlan, load_block, snapshot_of, with_items
from appraisal.services.evaluation.period_facts import load_period_facts
from indicators.models import Direction, Indicator, ItemKind, PlanItem
from tests.appraisal.factories import a_period, a_scheme, an_actual, supervisor_ratings
from tests.appraisal.month import Month
from tests.factories import an_indicator

AMOUNTS = ["0", "0.000000000000000001", "-0.500", "100", "1000000", "1200.00", "123456789012345678.123456789012345678"]


@pytest.fixture
def rich(month: Month) -> Month:
    """Of everything that an item can be: a range, an additional task, months without target, declared and returned."""
    ranged = an_indicator(month.cast.dinas, "A-9", direction=Direction.RANGE)
    task = an_indicator(month.cast.dinas, "Z-1")
    PlanItem.objects.create(plan=month.plan, indicator=task, kind=ItemKind.ADDITIONAL, targets=[None] * 12)
    a_range_of_two_months(month, ranged)
    for code, value in (("2026-01", "7.50"), ("2026-02", "0.000000000000000001"), ("2026-03", "9")):
        an_actual(month.budi, ranged, code, value)
        an_actual(month.budi, task, code, "1", ActualState.REPORTED if code == "2026-02" else ActualState.VERIFIED)
    an_actual(month.budi, month.patients, "2026-02", None)
    an_actual(month.budi, month.visits, "2026-02", "3", ActualState.RETURNED)
    supervisor_ratings(month.budi, month.cast.sari, "2026-02", 4)
    a_scheme(month.cast.puskesmas, missing_policy="exclude")
    return month


def a_range_of_two_months(month: Month, indicator: Indicator) -> None:
    """March has no target; an addendum ends the item with November, so that its weight counts no more."""
    low, high = [Decimal("7.10"), Decimal(0)], [Decimal("8.000"), Decimal("1E+3")]
    item = PlanItem(plan=month.plan, indicator=indicator, kind=ItemKind.MAIN, weight=Decimal("12.50"), last_month=11)
    item.targets, item.upper_targets = [*low, *[None] * 10], [*high, *[None] * 10]
    item.save()


def loaded(period: str, plan_ids: Sequence[int]) -> list[tuple[LoadedPlan, str]]:
    """The plans of a period with the snapshots that were written from their rows."""
    block = load_block(load_period_facts(a_period(period)), plan_ids)
    rows = [(plan, block.planned_in(plan)) for plan in block.plans]
    return [(with_items(plan, items), snapshot_of(plan, items)) for plan, items in rows]


@pytest.mark.parametrize("period", ["2026-01", "2026-02", "2026-03", "2026-Q1", "2026-S1", "2026"])
def test_a_snapshot_from_rows_is_that_of_the_sheet(rich: Month, period: str) -> None:
    [(plan, text)] = loaded(period, [rich.plan.pk])
    assert text == snapshot_text(plan.sheet, plan.context)
    assert len(plan.sheet.items) == len(plan.item_ids) == 4


def test_what_is_stored_is_the_snapshot_of_the_sheet(rich: Month) -> None:
    rich.evaluate("2026-Q1")
    [(plan, _text)] = loaded("2026-Q1", [rich.plan.pk])
    assert rich.evaluation(period="2026-Q1").snapshot == snapshot_text(plan.sheet, plan.context)


@pytest.mark.parametrize("amount", AMOUNTS)
@pytest.mark.django_db
def test_the_database_spells_an_amount_as_snapshots_do(amount: str) -> None:
    [(spelled,)] = read_rows("SELECT trim_scale(%(amount)s::numeric(36, 18))::text", {"amount": amount})
    assert spelled == plain(Decimal(amount))
