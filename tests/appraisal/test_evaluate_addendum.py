"""A plan that an addendum changed in mid-year is evaluated month by month as it was agreed for that month."""

import datetime
from decimal import Decimal

import pytest

from appraisal.models import EvaluationItem
from appraisal.services.periods.lock_period import lock_period
from indicators.models import Plan, PlanItem, PlanVersion, Side
from indicators.services.plans.amend_plan import amend_plan
from indicators.services.plans.plan_errors import PlanRefused
from indicators.services.plans.save_items import ItemValues, remove_item, save_items
from tests.appraisal.factories import a_period
from tests.appraisal.month import Month
from tests.indicators.plans.situations import Talk, actor

pytestmark = pytest.mark.django_db

JULY = datetime.date(2026, 7, 5)


def amended(month: Month) -> Talk:
    """Budi's second indicator weighs 70 instead of what it did, from July on."""
    version = amend_plan(plan=month.plan, from_month=7, reason="Penugasan baru.", actor=actor(month.budi), day=JULY)
    talk = Talk(month.cast, version, JULY)
    first, second = talk.items
    values = {first.pk: ItemValues(Decimal(30), first.targets), second.pk: ItemValues(Decimal(70), second.targets)}
    save_items(version=version, edition=version.edition, values=values, actor=actor(month.budi), day=JULY)
    return talk


def settled(talk: Talk) -> None:
    """Both agree."""
    talk.submit()
    PlanVersion.objects.get(pk=talk.version.pk).items.update(supervisor_agrees=True)
    talk.agree(Side.SUPERVISOR)
    talk.agree(Side.EMPLOYEE)


def weights(month: Month, period: str) -> list[Decimal]:
    """The weights by which a period was evaluated."""
    month.evaluate(period)
    revision = month.evaluation(period=period).revision
    items = EvaluationItem.objects.filter(plan=month.plan, period__code=period, revision=revision)
    return sorted(weight for weight in items.values_list("weight", flat=True) if weight is not None)


def test_a_month_before_the_addendum_keeps_its_weights(month: Month) -> None:
    before = weights(month, "2026-06")
    settled(amended(month))
    assert weights(month, "2026-06") == before


def test_a_month_of_the_addendum_has_the_new_weights(month: Month) -> None:
    settled(amended(month))
    assert weights(month, "2026-07") == [Decimal(30), Decimal(70)]


def test_a_longer_period_has_the_weights_of_its_last_month(month: Month) -> None:
    settled(amended(month))
    assert weights(month, "2026-Q3") == [Decimal(30), Decimal(70)]
    assert weights(month, "2026-S1") == weights(month, "2026-06")


def test_what_an_addendum_took_out_is_no_longer_on_the_card(month: Month) -> None:
    talk = amended(month)
    remove_item(
        version=talk.version, edition=talk.stored.edition, item=talk.items[1], actor=actor(month.budi), day=JULY
    )
    talk.results[1].delete()
    rest = talk.items[0]
    save_items(
        version=talk.version,
        edition=talk.stored.edition,
        values={rest.pk: ItemValues(Decimal(100), rest.targets)},
        actor=actor(month.budi),
        day=JULY,
    )
    settled(talk)
    assert len(weights(month, "2026-06")) == 2
    assert len(weights(month, "2026-07")) == 1


def test_a_locked_month_is_not_amended(month: Month) -> None:
    talk = amended(month)
    item = talk.items[0]
    values = {item.pk: ItemValues(Decimal(30), [*item.targets[:6], *[Decimal(77)] * 6])}
    save_items(version=talk.version, edition=talk.stored.edition, values=values, actor=actor(month.budi), day=JULY)
    lock_period(period=a_period("2026-07"))
    with pytest.raises(PlanRefused, match="2026-07 sudah dikunci"):
        settled(talk)


def test_a_refused_addendum_leaves_the_plan_as_it_was(month: Month) -> None:
    talk = amended(month)
    stored = list(PlanItem.objects.filter(plan=month.plan).values())
    item = talk.items[0]
    values = {item.pk: ItemValues(Decimal(30), [*item.targets[:6], *[Decimal(77)] * 6])}
    save_items(version=talk.version, edition=talk.stored.edition, values=values, actor=actor(month.budi), day=JULY)
    lock_period(period=a_period("2026-07"))
    with pytest.raises(PlanRefused):
        settled(talk)
    assert list(PlanItem.objects.filter(plan=month.plan).values()) == stored
    assert Plan.objects.get(pk=month.plan.pk).state == "agreed"
