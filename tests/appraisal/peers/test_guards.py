"""What would move a mean that people have seen, and what tells it too early, is refused."""

from datetime import date

import pytest

from agencies.models import Employee
from agencies.permissions import actor_of
from appraisal.models import RaterRole, Rating
from appraisal.resources import RatingResource
from appraisal.scoring.anonymity import holds_anonymous, without_anonymous
from appraisal.services.delivery.deliver_evaluation import DeliveryRefusedError, deliver_evaluation
from appraisal.services.evaluation.load_sheets import load_sheets
from appraisal.services.evaluation.period_facts import load_period_facts
from appraisal.services.peers.hold_back_sheets import hold_back_sheets
from appraisal.services.peers.sealed import peers_are_sealed
from appraisal.services.periods.lock_period import lock_period, unlock_period
from tests.agencies.importing import counts, imported, refusals
from tests.appraisal.factories import a_period
from tests.appraisal.month import Month
from tests.appraisal.peers.situations import close_rating, colleagues, counting_peers, gives

HEADER = "nip,periode,nip_penilai,peran,rubrik,dimensi,tingkat"


def three_have_rated(month: Month) -> list[Employee]:
    """A fourth has not; January is evaluated."""
    people = colleagues(counting_peers(month), 4)
    for person in people[:3]:
        gives(month, person, 4)
    month.evaluate()
    return people


def line(month: Month, rater: Employee, level: int) -> str:
    return f"{month.budi.nip},2026-01,{rater.nip},rekan,berakhlak,BP,{level}"


def test_a_period_is_sealed_from_the_day_after_its_last_day_for_ratings(month: Month) -> None:
    close_rating()
    assert [peers_are_sealed(a_period(), date(2026, 2, day)) for day in (5, 6)] == [False, True]


def test_a_lock_seals_for_good_also_when_it_is_opened_again(month: Month) -> None:
    assert not peers_are_sealed(a_period(), date(2026, 3, 1))
    lock_period(period=a_period())
    unlock_period(period=a_period(), reason="Koreksi realisasi.")
    assert peers_are_sealed(a_period(), date(2026, 3, 1))


def test_a_file_does_not_move_a_shown_mean_by_one_rater(month: Month) -> None:
    people = three_have_rated(month)
    close_rating()
    for rater in (people[0], people[3]):
        [refusal] = refusals(RatingResource, HEADER, line(month, rater, 1))
        assert "satu atau dua penilai" in refusal
    assert set(Rating.objects.filter(role="peer").values_list("level", flat=True)) == {4}


def test_three_raters_of_one_file_may_be_corrected_together(month: Month) -> None:
    people = three_have_rated(month)
    close_rating()
    assert counts(imported(RatingResource, HEADER, *(line(month, one, 5) for one in people[:3]))) == (0, 3, 0)


def test_while_open_a_file_brings_one_rater_at_a_time(month: Month) -> None:
    people = three_have_rated(month)
    assert counts(imported(RatingResource, HEADER, line(month, people[3], 1))) == (1, 0, 0)


def test_the_same_file_again_after_closing_changes_nothing(month: Month) -> None:
    people = three_have_rated(month)
    close_rating()
    assert counts(imported(RatingResource, HEADER, line(month, people[0], 4))) == (0, 0, 1)


def test_a_result_is_not_delivered_while_peers_can_still_rate(month: Month) -> None:
    three_have_rated(month)
    evaluation = month.evaluation()
    with pytest.raises(DeliveryRefusedError, match="menunggu penilaian rekan"):
        deliver_evaluation(
            evaluation=evaluation,
            recommendation="Lanjutkan.",
            shown=evaluation.fingerprint,
            actor=actor_of(month.cast.sari.user),
        )


def test_it_is_delivered_once_rating_is_closed(month: Month) -> None:
    three_have_rated(month)
    close_rating()
    evaluation = month.evaluation()
    sari = actor_of(month.cast.sari.user)
    made = deliver_evaluation(
        evaluation=evaluation, recommendation="Lanjutkan.", shown=evaluation.fingerprint, actor=sari
    )
    assert made.revision == evaluation.revision


def test_a_live_sheet_comes_without_peers_while_open_and_with_them_once_closed(month: Month) -> None:
    three_have_rated(month)
    plans = load_sheets(load_period_facts(a_period()), [month.plan.pk])
    held = hold_back_sheets(plans, a_period())
    assert held.plan_ids == {month.plan.pk}
    assert not holds_anonymous(held.plans[0].sheet)
    close_rating()
    assert hold_back_sheets(plans, a_period()).plans == plans


def test_a_sheet_without_peers_keeps_everything_else(month: Month) -> None:
    gives(counting_peers(month), colleagues(month, 1)[0], 4, RaterRole.SUBORDINATE)
    [plan] = load_sheets(load_period_facts(a_period()), [month.plan.pk])
    known = without_anonymous(plan.sheet)
    assert (known.items, known.months) == (plan.sheet.items, plan.sheet.months)
    assert len(known.rubrics[0].own) == 7
