"""A plan is drafted, discussed and agreed by both sides."""

from decimal import Decimal

import pytest

from indicators.models import DialogueEntry, EntryKind, Plan, PlanItem, PlanState, Side, VersionState
from indicators.services.plans.answer_item import accept_item, comment_on_plan
from indicators.services.plans.draft_plan import draft_plan
from indicators.services.plans.load_content import load_content
from indicators.services.plans.plan_errors import NotYourTurn, PlanChanged, PlanRefused
from indicators.services.plans.submit_plan import return_plan, withdraw_plan
from tests.cast import Cast
from tests.indicators.plans.situations import (
    DAY,
    YEAR,
    a_draft_of_budi,
    a_plan_under_discussion,
    actor,
    an_agreed_plan,
    cascade_for,
    place_of,
)

pytestmark = pytest.mark.django_db


def test_the_units_agreement_is_offered_while_the_leader_has_no_plan(kupang: Cast) -> None:
    a_draft_of_budi(kupang)
    cascade = cascade_for(kupang, kupang.budi)
    assert cascade.superior_lacks_plan
    assert cascade.superior == "Sari Wulandari"
    assert [result.text for result in cascade.of_unit] == ["Indikator A", "Indikator B"]


def test_chosen_results_bring_their_indicators_with_weights_of_100(kupang: Cast) -> None:
    talk = a_draft_of_budi(kupang, {"A": "20", "B": "20", "C": "20"})
    assert [item.weight for item in talk.items] == [Decimal("33.34"), Decimal("33.33"), Decimal("33.33")]
    assert not any(item.differs for item in load_content(talk.stored, DAY).items)


def test_beginning_again_opens_the_same_draft(kupang: Cast) -> None:
    talk = a_draft_of_budi(kupang)
    again = draft_plan(employee=kupang.budi, placement=place_of(kupang.budi), year=YEAR, actor=actor(kupang.budi))
    assert again.pk == talk.version.pk


def test_an_incomplete_plan_is_not_handed_over(kupang: Cast) -> None:
    talk = a_draft_of_budi(kupang)
    talk.change(Side.EMPLOYEE, 0, "8", weight="50")
    with pytest.raises(PlanRefused, match="Jumlah bobot kurang 10,00"):
        talk.submit()


def test_nothing_counts_before_both_have_agreed(kupang: Cast) -> None:
    talk = a_draft_of_budi(kupang)
    talk.submit()
    talk.agree(Side.SUPERVISOR)
    assert not Plan.objects.filter(employee=kupang.budi, year=YEAR).exists()


def test_the_second_word_makes_the_plan_count(kupang: Cast) -> None:
    talk = an_agreed_plan(kupang)
    plan = Plan.objects.get(employee=kupang.budi, year=YEAR)
    assert plan.state == PlanState.AGREED
    assert [item.weight for item in PlanItem.objects.filter(plan=plan)] == [Decimal(60), Decimal(40)]
    assert talk.stored.state == VersionState.AGREED
    assert talk.stored.supervisor == kupang.sari


def test_a_difference_waits_for_the_other_sides_answer(kupang: Cast) -> None:
    talk = a_plan_under_discussion(kupang)
    with pytest.raises(PlanRefused, match="1 perubahan yang menunggu"):
        talk.agree(Side.SUPERVISOR)


def test_an_accepted_difference_is_agreed(kupang: Cast) -> None:
    talk = a_plan_under_discussion(kupang)
    accept_item(version=talk.stored, edition=talk.stored.edition, item=talk.items[0], actor=actor(kupang.sari), day=DAY)
    talk.agree(Side.SUPERVISOR)
    talk.agree(Side.EMPLOYEE)
    item = PlanItem.objects.get(plan__employee=kupang.budi, plan__year=YEAR, indicator=talk.items[0].indicator)
    assert item.targets == [Decimal(8)] * 12


def test_another_figure_takes_back_both_words(kupang: Cast) -> None:
    talk = a_plan_under_discussion(kupang)
    talk.change(Side.SUPERVISOR, 0, "9")
    stored = talk.stored
    assert stored.employee_agreed_at is None
    assert not talk.items[0].employee_agrees
    assert talk.items[0].supervisor_agrees


def test_a_figure_is_changed_with_a_reason_once_it_is_discussed(kupang: Cast) -> None:
    talk = a_plan_under_discussion(kupang)
    with pytest.raises(PlanRefused, match="alasan"):
        talk.change(Side.SUPERVISOR, 0, "9", reason=" ")


def test_the_dialogue_keeps_each_figure_before_and_after(kupang: Cast) -> None:
    talk = a_plan_under_discussion(kupang)
    talk.change(Side.SUPERVISOR, 0, "9")
    entry = DialogueEntry.objects.get(version=talk.version, kind=EntryKind.PROPOSAL)
    assert entry.changes == {"targets": ["Jan–Des: 8", "Jan–Des: 9"]}
    assert entry.text == "Alat rusak dua bulan."


def test_a_stale_change_is_refused_and_nothing_is_lost(kupang: Cast) -> None:
    talk = a_plan_under_discussion(kupang)
    seen = talk.stored.edition
    talk.change(Side.SUPERVISOR, 0, "9")
    with pytest.raises(PlanChanged):
        talk.change(Side.SUPERVISOR, 0, "7", edition=seen)
    assert talk.items[0].targets == [Decimal(9)] * 12


def test_nobody_agrees_to_what_was_not_seen(kupang: Cast) -> None:
    talk = a_plan_under_discussion(kupang)
    seen = talk.stored
    talk.change(Side.SUPERVISOR, 0, "9")
    with pytest.raises(PlanChanged):
        accept_item(version=seen, edition=seen.edition, item=talk.items[0], actor=actor(kupang.budi), day=DAY)


@pytest.mark.parametrize("stranger", ["citra", "ratna", "dewi"])
def test_only_the_two_sides_take_part(kupang: Cast, stranger: str) -> None:
    talk = a_plan_under_discussion(kupang)
    with pytest.raises(NotYourTurn):
        comment_on_plan(
            version=talk.stored, indicator=None, text="Setuju.", actor=actor(getattr(kupang, stranger)), day=DAY
        )


def test_whose_turn_it_is_not_may_comment_and_not_change(kupang: Cast) -> None:
    talk = a_plan_under_discussion(kupang)
    comment_on_plan(
        version=talk.stored, indicator=talk.items[0].indicator, text="Mohon dibaca.", actor=actor(kupang.budi), day=DAY
    )
    with pytest.raises(NotYourTurn):
        talk.change(Side.EMPLOYEE, 0, "7")


def test_a_plan_is_handed_back_with_words(kupang: Cast) -> None:
    talk = a_plan_under_discussion(kupang)
    with pytest.raises(PlanRefused):
        return_plan(version=talk.stored, edition=talk.stored.edition, actor=actor(kupang.sari), day=DAY, reason="")
    return_plan(
        version=talk.stored, edition=talk.stored.edition, actor=actor(kupang.sari), day=DAY, reason="Lengkapi target."
    )
    assert talk.stored.turn == Side.EMPLOYEE


def test_a_withdrawn_version_stays_readable_and_another_begins(kupang: Cast) -> None:
    talk = a_plan_under_discussion(kupang)
    withdraw_plan(
        version=talk.stored, edition=talk.stored.edition, actor=actor(kupang.budi), day=DAY, reason="Pindah tugas."
    )
    again = draft_plan(employee=kupang.budi, placement=place_of(kupang.budi), year=YEAR, actor=actor(kupang.budi))
    assert again.number == 2
    assert DialogueEntry.objects.filter(version=talk.version).exists()


def test_an_agreed_plan_is_not_begun_again(kupang: Cast) -> None:
    an_agreed_plan(kupang)
    with pytest.raises(PlanRefused, match="adendum"):
        draft_plan(employee=kupang.budi, placement=place_of(kupang.budi), year=YEAR, actor=actor(kupang.budi))
