"""Results come down from the leader; the matrix shows who supports which."""

import datetime

import pytest

from indicators.models import Plan, PlanResult, PlanVersion
from indicators.services.plans.amend_plan import amend_plan
from indicators.services.plans.cascade import load_cascade, results_of
from indicators.services.plans.plan_errors import NotYourTurn, PlanRefused
from indicators.services.plans.share_results import share_results
from tests.cast import Cast
from tests.factories import a_plan
from tests.indicators.plans.situations import (
    DAY,
    YEAR,
    a_draft_of_budi,
    actor,
    an_agreed_plan,
    an_agreement,
    cascade_for,
    indicator,
    place_of,
)

pytestmark = pytest.mark.django_db


def leader_with_a_plan(cast: Cast) -> None:
    """Sari's plan came from a file: two indicators, no words for results."""
    an_agreement(cast, {"A": "60", "B": "40"})
    a_plan(
        cast.sari,
        cast.puskesmas,
        {indicator(cast, "A"): ("50", "100"), indicator(cast, "B"): ("50", "100")},
        year=YEAR,
    )


def share(cast: Cast, places: list[int]) -> PlanVersion | None:
    """Sari shares some of her results (by place) with Budi."""
    cascade = cascade_for(cast, cast.budi)
    return share_results(
        leader=cast.sari,
        placement=place_of(cast.budi),
        year=YEAR,
        keys=[cascade.results[place].key for place in places],
        cascade=cascade,
        actor=actor(cast.sari),
    )


def supported(cast: Cast) -> list[str]:
    """What Budi's results support."""
    rows = PlanResult.objects.filter(version__employee=cast.budi).order_by("position")
    return list(rows.values_list("supports_text", flat=True))


def test_a_plan_from_a_file_offers_its_indicators_as_results(kupang: Cast) -> None:
    leader_with_a_plan(kupang)
    assert [result.text for result in results_of(kupang.sari.pk, YEAR, DAY)] == ["Indikator A", "Indikator B"]


def test_a_result_from_a_file_has_the_same_key_each_time(kupang: Cast) -> None:
    leader_with_a_plan(kupang)
    first, again = (results_of(kupang.sari.pk, YEAR, DAY) for _ in range(2))
    assert [result.key for result in first] == [result.key for result in again]


def test_the_units_own_figures_come_before_the_leaders(kupang: Cast) -> None:
    leader_with_a_plan(kupang)
    share(kupang, [0])
    item = PlanVersion.objects.get(employee=kupang.budi).items.get()
    assert item.targets[0] == 10


def test_a_unit_without_agreement_offers_that_of_the_unit_above(kupang: Cast) -> None:
    an_agreement(kupang, {"A": "100"})
    cascade = load_cascade(superior=None, agency_ids=[kupang.kecamatan.pk, kupang.puskesmas.pk], year=YEAR, day=DAY)
    assert [result.text for result in cascade.of_unit] == ["Indikator A"]


def test_a_draft_of_the_leader_is_not_offered_whoever_began_it(kupang: Cast) -> None:
    leader_with_a_plan(kupang)
    plan = Plan.objects.get(employee=kupang.sari, year=YEAR)
    july = datetime.date(YEAR, 7, 5)
    addendum = amend_plan(plan=plan, from_month=7, reason="Penugasan.", actor=actor(kupang.ratna), day=july)
    addendum.results.update(text="Belum dibicarakan")
    assert [result.text for result in results_of(kupang.sari.pk, YEAR, july)] == ["Indikator A", "Indikator B"]


def test_sharing_begins_the_plan_of_the_staff(kupang: Cast) -> None:
    leader_with_a_plan(kupang)
    share(kupang, [0, 1])
    assert supported(kupang) == ["Indikator A", "Indikator B"]


def test_sharing_the_same_again_changes_nothing(kupang: Cast) -> None:
    leader_with_a_plan(kupang)
    share(kupang, [0])
    assert share(kupang, [0]) is None


def test_an_untouched_result_is_taken_back(kupang: Cast) -> None:
    leader_with_a_plan(kupang)
    share(kupang, [0, 1])
    share(kupang, [1])
    assert supported(kupang) == ["Indikator B"]


def test_a_result_with_own_words_is_not_taken_away(kupang: Cast) -> None:
    leader_with_a_plan(kupang)
    share(kupang, [0])
    PlanResult.objects.filter(version__employee=kupang.budi).update(text="Pasien dilayani tepat waktu")
    share(kupang, [])
    assert supported(kupang) == ["Indikator A"]


def test_a_plan_that_is_agreed_is_shared_with_by_addendum(kupang: Cast) -> None:
    an_agreed_plan(kupang)
    a_plan(kupang.sari, kupang.puskesmas, {indicator(kupang, "A"): ("100", "100")}, year=YEAR)
    with pytest.raises(PlanRefused, match="adendum"):
        share(kupang, [0])


def test_only_the_supervisor_shares(kupang: Cast) -> None:
    a_draft_of_budi(kupang)
    with pytest.raises(NotYourTurn):
        share_results(
            leader=kupang.ratna,
            placement=place_of(kupang.budi),
            year=YEAR,
            keys=[],
            cascade=cascade_for(kupang, kupang.budi),
            actor=actor(kupang.ratna),
        )
