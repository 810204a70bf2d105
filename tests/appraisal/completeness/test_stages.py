"""How far each person is in a period, and who is waited for."""

import datetime
from decimal import Decimal

import pytest

from agencies.models import PlacementKind
from appraisal.models import Actual, ActualState, Exclusion, Rating, RatingChange, SentRating
from appraisal.services.completeness.load_stages import Absence, Wait
from indicators.models import IndicatorVersion, PlanItem
from tests.appraisal.completeness.stages import person, puskesmas, reached
from tests.appraisal.deliveries import acknowledged, delivered
from tests.appraisal.factories import a_period, a_scheme, supervisor_ratings
from tests.appraisal.month import Month
from tests.factories import a_placement, a_plan


def test_who_reported_and_was_rated_waits_for_the_evaluation(month: Month) -> None:
    assert reached(month) == ["agreed", "reported", "verified", "rated", "sent"]
    assert person(month).waits == (Wait.EVALUATION,)


def test_a_complete_evaluation_waits_for_its_delivery(month: Month) -> None:
    month.evaluate()
    assert reached(month)[-1] == "complete"
    assert person(month).waits == (Wait.DELIVER,)


def test_a_delivered_one_waits_for_the_employee(month: Month) -> None:
    delivered(month)
    assert reached(month)[-1] == "delivered"
    assert person(month).waits == (Wait.ACKNOWLEDGE,)


def test_an_acknowledged_one_waits_for_nobody(month: Month) -> None:
    delivered(month)
    acknowledged(month)
    assert len(reached(month)) == 8
    assert person(month).waits == ()


def test_without_an_agreed_plan_the_employee_is_waited_for(month: Month) -> None:
    assert reached(month, "Citra Lestari") == []
    assert person(month, "Citra Lestari").waits == (Wait.PLAN,)


def test_an_unreported_due_month_waits_for_the_employee(month: Month) -> None:
    Actual.objects.filter(indicator=month.visits).delete()
    assert Wait.REPORT in person(month).waits
    assert "reported" not in reached(month)


def test_what_was_returned_counts_as_not_reported(month: Month) -> None:
    Actual.objects.filter(indicator=month.visits).update(state=ActualState.RETURNED)
    assert Wait.REPORT in person(month).waits


def test_a_month_declared_not_applicable_is_not_waited_for(month: Month) -> None:
    Actual.objects.filter(indicator=month.visits).update(state=ActualState.NOT_APPLICABLE, value=None, note="cuti")
    assert "verified" in reached(month)


def test_a_month_without_target_is_not_waited_for(month: Month) -> None:
    Actual.objects.filter(indicator=month.visits).delete()
    PlanItem.objects.filter(indicator=month.visits).update(targets=[None] + [Decimal(5)] * 11)
    assert "reported" in reached(month)


def test_a_release_is_not_waited_for(month: Month) -> None:
    Actual.objects.filter(indicator=month.visits).delete()
    IndicatorVersion.objects.create(
        indicator=month.visits, number=2, name="x", unit="x", direction="higher", pattern="release", aspect="quantity"
    )
    assert "reported" in reached(month)


def test_a_reported_actual_waits_for_its_verification(month: Month) -> None:
    Actual.objects.filter(indicator=month.visits).update(state=ActualState.REPORTED)
    found = person(month)
    assert found.waits == (Wait.VERIFY, Wait.EVALUATION)
    assert found.pending_since is not None


def test_one_missing_dimension_waits_for_the_rater(month: Month) -> None:
    Rating.objects.filter(dimension__code="KL").delete()
    assert person(month).waits == (Wait.RATE,)
    assert puskesmas(month).rater == 1


def test_levels_of_somebody_else_do_not_count(month: Month) -> None:
    Rating.objects.update(rater=month.cast.ratna)
    assert Wait.RATE in person(month).waits


def test_the_scheme_says_what_is_asked(month: Month) -> None:
    Rating.objects.all().delete()
    a_scheme(month.cast.puskesmas, rubric_input="overall")
    assert Wait.RATE in person(month).waits


def test_a_changed_row_waits_until_it_is_sent(month: Month) -> None:
    facts = {"period": a_period(), "plan": month.plan}
    account = month.cast.sari.user
    RatingChange.objects.create(**facts, made_by=account, made_by_name="Sari", before={}, after={})
    assert person(month).waits == (Wait.SEND,)
    SentRating.objects.create(**facts, rater=month.cast.sari, version="x", sent_by=account, sent_by_name="Sari")
    assert person(month).waits == (Wait.EVALUATION,)


def test_who_is_excluded_is_waited_for_by_nobody(month: Month) -> None:
    Exclusion.objects.create(
        employee=month.budi,
        kind="leave",
        first_day=datetime.date(2026, 1, 20),
        last_day=datetime.date(2026, 3, 1),
        reason="cuti besar",
        decided_by=month.cast.agency_admin,
        decided_by_name="Admin",
    )
    found = person(month)
    assert (found.absence, found.waits) == (Absence.EXCLUDED, ())
    assert (puskesmas(month).people, puskesmas(month).excluded) == (2, 1)


def test_who_left_before_the_end_is_waited_for_by_nobody(month: Month) -> None:
    month.budi.placements.update(last_day=datetime.date(2026, 1, 30))
    found = person(month)
    assert (found.absence, found.until) == (Absence.LEFT, datetime.date(2026, 1, 30))


def test_a_month_is_waited_for_where_it_has_more_days(month: Month) -> None:
    month.budi.placements.update(last_day=datetime.date(2026, 1, 20))
    a_placement(month.budi, month.cast.kecamatan, month.cast.dewi, first_day=datetime.date(2026, 1, 21))
    assert person(month).absence is None
    month.budi.placements.filter(agency=month.cast.puskesmas).update(last_day=datetime.date(2026, 1, 9))
    month.budi.placements.filter(agency=month.cast.kecamatan).update(first_day=datetime.date(2026, 1, 10))
    assert person(month).absence is Absence.ELSEWHERE


def test_an_acting_post_is_left_out_with_its_kind(month: Month) -> None:
    a_placement(month.cast.dewi, month.cast.puskesmas, month.cast.ratna, kind=PlacementKind.ACTING)
    assert person(month, "Dewi Anggraini").absence is Absence.ACTING
    assert puskesmas(month).acting == 1


def test_a_quarter_counts_every_month_of_it(month: Month) -> None:
    assert reached(month, period="2026-Q1") == ["agreed", "rated", "sent"]
    assert Wait.REPORT in person(month, period="2026-Q1").waits


@pytest.mark.parametrize("missing", ["2026-02", None])
def test_a_position_needs_only_its_last_due_month(month: Month, missing: str | None) -> None:
    IndicatorVersion.objects.create(
        indicator=month.patients, number=2, name="x", unit="x", direction="higher", pattern="position", aspect="cost"
    )
    PlanItem.objects.filter(indicator=month.visits).update(targets=[Decimal(5)] + [None] * 11)
    last = datetime.date(2026, 2, 1) if missing else datetime.date(2026, 3, 1)
    Actual.objects.filter(indicator=month.patients).update(month=last)
    assert ("reported" in reached(month, period="2026-Q1")) is (missing is None)


def test_the_counts_agree_with_the_people(month: Month) -> None:
    supervisor_ratings(month.cast.citra, month.cast.sari, "2026-01", 3)
    a_plan(month.cast.citra, month.cast.puskesmas, {month.patients: ("100", "10")})
    counts = puskesmas(month)
    assert (counts.people, counts.agreed, counts.reported, counts.rated) == (3, 2, 1, 2)
    assert (counts.employee, counts.rater, counts.unreported) == (2, 0, 1)
