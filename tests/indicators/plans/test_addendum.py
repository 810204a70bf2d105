"""An addendum in mid-year changes the months from its first one on, and leaves the earlier ones untouched."""

import datetime
from decimal import Decimal

import pytest

from agencies.models import Employee
from indicators.models import DialogueEntry, Plan, PlanItem, PlanResult, PlanVersion, Side
from indicators.services.plans.amend_plan import amend_plan
from indicators.services.plans.cascade import OfferedItem
from indicators.services.plans.load_content import load_content
from indicators.services.plans.plan_errors import NotYourTurn, PlanRefused
from indicators.services.plans.save_items import ItemValues, add_indicators, remove_item, save_items
from tests.cast import Cast
from tests.factories import an_indicator
from tests.indicators.plans.situations import YEAR, Talk, actor, an_agreed_plan, months

pytestmark = pytest.mark.django_db

JULY = datetime.date(2027, 7, 5)


def in_july(cast: Cast, *, by: Employee | None = None) -> Talk:
    """Budi's plan of 2027 is agreed, and an addendum from July on is begun."""
    an_agreed_plan(cast)
    plan = Plan.objects.get(employee=cast.budi, year=YEAR)
    version = amend_plan(plan=plan, from_month=7, reason="Penugasan baru.", actor=actor(by or cast.budi), day=JULY)
    return Talk(cast, version, JULY)


def say(talk: Talk, changes: dict[int, tuple[str, str]]) -> None:
    """Give items (by place) another weight, and another target from July on."""
    items = talk.items
    values = {
        items[place].pk: ItemValues(Decimal(weight), [*items[place].targets[:6], *months(target)[6:]])
        for place, (weight, target) in changes.items()
    }
    save_items(
        version=talk.version, edition=talk.stored.edition, values=values, actor=talk.who(Side.EMPLOYEE), day=JULY
    )


def settle(talk: Talk) -> list[PlanItem]:
    """Both agree, item by item and on the whole; the items of the plan as they count then."""
    talk.submit()
    PlanVersion.objects.get(pk=talk.version.pk).items.update(supervisor_agrees=True)
    talk.agree(Side.SUPERVISOR)
    talk.agree(Side.EMPLOYEE)
    return list(PlanItem.objects.filter(plan__employee=talk.cast.budi, plan__year=YEAR).order_by("id"))


def test_it_begins_with_the_plan_in_force(kupang: Cast) -> None:
    talk = in_july(kupang)
    assert talk.version.number == 2
    assert [item.weight for item in talk.items] == [Decimal(60), Decimal(40)]
    assert [result.text for result in talk.results] == ["Indikator A", "Indikator B"]


def test_the_results_keep_their_keys(kupang: Cast) -> None:
    talk = in_july(kupang)
    first = PlanVersion.objects.get(employee=kupang.budi, year=YEAR, number=1)
    assert set(PlanResult.objects.filter(version=first).values_list("key", flat=True)) == {
        result.key for result in talk.results
    }


def test_the_plan_in_force_counts_until_both_agree(kupang: Cast) -> None:
    talk = in_july(kupang)
    say(talk, {0: ("50", "20"), 1: ("50", "5")})
    assert PlanItem.objects.get(plan__employee=kupang.budi, indicator=talk.items[0].indicator).weight == Decimal(60)


def test_earlier_months_keep_their_targets(kupang: Cast) -> None:
    talk = in_july(kupang)
    say(talk, {0: ("60", "20")})
    assert settle(talk)[0].targets == [*months("10")[:6], *months("20")[6:]]


def test_earlier_months_keep_their_weights(kupang: Cast) -> None:
    talk = in_july(kupang)
    say(talk, {0: ("50", "10"), 1: ("50", "10")})
    item = settle(talk)[0]
    assert item.weight == Decimal(50)
    assert item.month_weights == [Decimal(60)] * 6 + [Decimal(50)] * 6


def test_an_unchanged_weight_is_the_same_all_year(kupang: Cast) -> None:
    talk = in_july(kupang)
    say(talk, {0: ("60", "20")})
    assert settle(talk)[0].month_weights is None


def test_what_is_taken_out_ends_with_the_month_before(kupang: Cast) -> None:
    talk = in_july(kupang)
    remove_item(
        version=talk.version, edition=talk.stored.edition, item=talk.items[1], actor=actor(kupang.budi), day=JULY
    )
    PlanResult.objects.filter(version=talk.version, text="Indikator B").delete()
    say(talk, {0: ("100", "10")})
    ended = settle(talk)[1]
    assert ended.last_month == 6
    assert ended.targets == [*months("10")[:6], *[None] * 6]


def test_what_is_added_begins_with_the_addendum(kupang: Cast) -> None:
    talk = in_july(kupang)
    new = OfferedItem(an_indicator(kupang.dinas, "C").pk, Decimal(10), [*[None] * 6, *months("3")[6:]], None)
    add_indicators(
        version=talk.version,
        edition=talk.stored.edition,
        result=talk.results[0],
        offered=[new],
        actor=actor(kupang.budi),
        day=JULY,
    )
    say(talk, {0: ("50", "10")})
    added = settle(talk)[2]
    assert (added.weight, added.targets) == (Decimal(10), [*[None] * 6, *months("3")[6:]])


def test_an_earlier_month_cannot_be_said_otherwise(kupang: Cast) -> None:
    talk = in_july(kupang)
    with pytest.raises(PlanRefused, match="Bulan sebelumnya tidak berubah"):
        talk.change(Side.EMPLOYEE, 0, "20")


def test_a_month_that_has_passed_is_not_amended(kupang: Cast) -> None:
    an_agreed_plan(kupang)
    plan = Plan.objects.get(employee=kupang.budi, year=YEAR)
    with pytest.raises(PlanRefused, match="bulan berjalan"):
        amend_plan(plan=plan, from_month=6, reason="Penugasan baru.", actor=actor(kupang.budi), day=JULY)


def test_the_supervisor_may_begin_it_too(kupang: Cast) -> None:
    assert in_july(kupang, by=kupang.sari).version.turn == Side.EMPLOYEE


def test_a_colleague_may_not(kupang: Cast) -> None:
    with pytest.raises(NotYourTurn):
        in_july(kupang, by=kupang.citra)


def test_beginning_again_opens_the_same_addendum(kupang: Cast) -> None:
    talk = in_july(kupang)
    plan = Plan.objects.get(employee=kupang.budi, year=YEAR)
    again = amend_plan(plan=plan, from_month=8, reason="Lain.", actor=actor(kupang.sari), day=JULY)
    assert again.pk == talk.version.pk


def test_what_is_added_is_a_difference_that_the_other_side_answers(kupang: Cast) -> None:
    talk = in_july(kupang)
    new = OfferedItem(an_indicator(kupang.dinas, "C").pk, Decimal(10), months("3"), None)
    add_indicators(
        version=talk.version,
        edition=talk.stored.edition,
        result=talk.results[0],
        offered=[new],
        actor=actor(kupang.budi),
        day=JULY,
    )
    added = next(item for item in load_content(talk.stored, JULY).items if item.code == "C")
    assert added.is_new
    assert added.waits_for(Side.SUPERVISOR)
    assert added.item.targets[:6] == [None] * 6


def test_what_is_taken_out_leaves_a_word_in_the_dialogue(kupang: Cast) -> None:
    talk = in_july(kupang)
    remove_item(
        version=talk.version, edition=talk.stored.edition, item=talk.items[1], actor=actor(kupang.budi), day=JULY
    )
    assert "Indikator B" in DialogueEntry.objects.get(version=talk.version).text


def test_the_supervisor_who_begins_it_may_read_it(kupang: Cast) -> None:
    talk = in_july(kupang, by=kupang.sari)
    assert PlanVersion.objects.all().visible_to(actor(kupang.sari), JULY).filter(pk=talk.version.pk).exists()


def test_an_addendum_that_took_too_long_does_not_reach_back(kupang: Cast) -> None:
    talk = in_july(kupang)
    say(talk, {0: ("60", "20")})
    talk.submit()
    talk.day = datetime.date(2027, 9, 1)
    with pytest.raises(PlanRefused, match="sudah lewat"):
        talk.agree(Side.SUPERVISOR)
