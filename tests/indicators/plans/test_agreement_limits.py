"""What an agreement may not do: change months that were agreed before, or overwrite what came from elsewhere."""

import datetime
from decimal import Decimal

import pytest

from agencies.models import Placement
from indicators.models import ItemKind, Plan, PlanItem, PlanResult, PlanVersionItem, Side, VersionState
from indicators.services.plans.agree_plan import agree_plan
from indicators.services.plans.amend_plan import amend_plan
from indicators.services.plans.plan_errors import PlanRefused
from indicators.services.plans.save_items import remove_item
from tests.cast import Cast
from tests.factories import a_plan
from tests.indicators.plan_file import line, take
from tests.indicators.plans.situations import (
    YEAR,
    Talk,
    a_draft_of_budi,
    actor,
    an_agreed_plan,
    indicator,
    months,
)

pytestmark = pytest.mark.django_db

JULY = datetime.date(2027, 7, 5)


def amended(cast: Cast, from_month: int, day: datetime.date = JULY) -> Talk:
    """An addendum of Budi's plan is begun."""
    plan = Plan.objects.get(employee=cast.budi, year=YEAR)
    version = amend_plan(plan=plan, from_month=from_month, reason="Tugas baru.", actor=actor(cast.budi), day=day)
    return Talk(cast, version, day)


def settle(talk: Talk) -> list[PlanItem]:
    """Both agree; the items of the plan as they count then."""
    talk.submit()
    PlanVersionItem.objects.filter(version=talk.version).update(supervisor_agrees=True)
    talk.agree(Side.SUPERVISOR)
    talk.agree(Side.EMPLOYEE)
    return list(PlanItem.objects.filter(plan__employee=talk.cast.budi, plan__year=YEAR).order_by("id"))


def without_b(talk: Talk) -> Talk:
    """The second item leaves, and the first one carries all the weight."""
    item = talk.items[1]
    remove_item(version=talk.version, edition=talk.stored.edition, item=item, actor=actor(talk.cast.budi), day=talk.day)
    PlanResult.objects.filter(version=talk.version, text="Indikator B").delete()
    PlanVersionItem.objects.filter(version=talk.version).update(weight=100)
    return talk


def test_main_work_of_earlier_months_does_not_become_additional(kupang: Cast) -> None:
    an_agreed_plan(kupang)
    talk = amended(kupang, 7)
    PlanResult.objects.filter(version=talk.version, text="Indikator B").update(kind=ItemKind.ADDITIONAL)
    PlanVersionItem.objects.filter(version=talk.version, result__kind=ItemKind.ADDITIONAL).update(weight=None)
    PlanVersionItem.objects.filter(version=talk.version, result__kind=ItemKind.MAIN).update(weight=100)
    with pytest.raises(PlanRefused, match="kerja utama pada bulan sebelumnya"):
        settle(talk)


def test_from_january_on_it_may(kupang: Cast) -> None:
    an_agreed_plan(kupang)
    talk = amended(kupang, 1, datetime.date(2026, 12, 1))
    PlanResult.objects.filter(version=talk.version, text="Indikator B").update(kind=ItemKind.ADDITIONAL)
    PlanVersionItem.objects.filter(version=talk.version, result__kind=ItemKind.ADDITIONAL).update(weight=None)
    PlanVersionItem.objects.filter(version=talk.version, result__kind=ItemKind.MAIN).update(weight=100)
    assert [item.kind for item in settle(talk)] == [ItemKind.MAIN, ItemKind.ADDITIONAL]


def test_an_addendum_does_not_begin_before_the_last_one(kupang: Cast) -> None:
    an_agreed_plan(kupang)
    settle(without_b(amended(kupang, 10)))
    with pytest.raises(PlanRefused, match="berlaku mulai Oktober"):
        amended(kupang, 8)


def test_two_addenda_keep_the_weights_of_each_month(kupang: Cast) -> None:
    an_agreed_plan(kupang)
    talk = amended(kupang, 7)
    PlanVersionItem.objects.filter(version=talk.version).update(weight=50)
    settle(talk)
    again = amended(kupang, 10)
    for item, weight in zip(again.items, (Decimal(20), Decimal(80)), strict=True):
        PlanVersionItem.objects.filter(pk=item.pk).update(weight=weight)
    first, second = settle(again)
    assert first.month_weights == [*months("60")[:6], *months("50")[:3], *months("20")[:3]]
    assert second.month_weights == [*months("40")[:6], *months("50")[:3], *months("80")[:3]]


def test_what_comes_back_keeps_the_months_before_it_left(kupang: Cast) -> None:
    an_agreed_plan(kupang)
    settle(without_b(amended(kupang, 7)))
    again = amended(kupang, 10)
    result = PlanResult.objects.create(version=again.version, text="Indikator B lagi", position=2)
    targets = [*[None] * 9, *months("7")[9:]]
    PlanVersionItem.objects.filter(version=again.version).update(weight=70)
    PlanVersionItem.objects.create(
        version=again.version, result=result, indicator=indicator(kupang, "B"), weight=30, targets=targets
    )
    item = settle(again)[1]
    assert item.last_month is None
    assert item.targets == [*months("10")[:6], None, None, None, *months("7")[9:]]
    assert item.month_weights == [*months("40")[:9], *months("30")[:3]]


def test_a_plan_from_a_file_is_not_overwritten_by_a_first_version(kupang: Cast) -> None:
    talk = a_draft_of_budi(kupang)
    a_plan(kupang.budi, kupang.puskesmas, {indicator(kupang, "A"): ("100", "5")}, year=YEAR)
    talk.submit()
    talk.agree(Side.SUPERVISOR)
    with pytest.raises(PlanRefused, match="lewat berkas"):
        talk.agree(Side.EMPLOYEE)


def test_a_file_that_came_during_the_addendum_is_not_overwritten(kupang: Cast) -> None:
    an_agreed_plan(kupang)
    talk = amended(kupang, 7)
    take(line(kupang.budi.nip, "A", "100", tahun=str(YEAR)))
    talk.submit()
    talk.agree(Side.SUPERVISOR)
    with pytest.raises(PlanRefused, match="diganti berkas"):
        talk.agree(Side.EMPLOYEE)


def test_the_word_of_a_former_supervisor_counts_no_more(kupang: Cast) -> None:
    talk = a_draft_of_budi(kupang)
    talk.submit()
    talk.agree(Side.SUPERVISOR)
    Placement.objects.filter(employee=kupang.budi).update(supervisor=kupang.ratna)
    assert talk.agree(Side.EMPLOYEE).state == VersionState.DISCUSSED
    assert (talk.stored.supervisor_agreed_at, talk.stored.turn) == (None, Side.SUPERVISOR)


def test_the_new_supervisor_gives_the_second_word(kupang: Cast) -> None:
    talk = a_draft_of_budi(kupang)
    talk.submit()
    talk.agree(Side.SUPERVISOR)
    Placement.objects.filter(employee=kupang.budi).update(supervisor=kupang.ratna)
    talk.agree(Side.EMPLOYEE)
    agreed = agree_plan(version=talk.version, edition=talk.stored.edition, actor=actor(kupang.ratna), day=talk.day)
    assert (agreed.state, agreed.supervisor) == (VersionState.AGREED, kupang.ratna)
