"""Quarters, semesters and years; transfers and acting posts (contract 2.9)."""

import datetime
from decimal import Decimal

import pytest

from agencies.models import Placement, PlacementKind
from appraisal.models import AttendanceRecap, Evaluation, EvaluationItem
from indicators.models import Indicator, Pattern
from tests.appraisal.factories import a_rating, a_scheme, an_actual, supervisor_ratings
from tests.appraisal.month import Month
from tests.factories import a_placement, a_plan, an_indicator
from tests.visitors import page, visitor

FEBRUARY = datetime.date(2026, 2, 1)


def test_a_quarter_sums_counted_months_and_averages_monthly_behaviour(month: Month) -> None:
    for code, value in (("2026-02", "100"), ("2026-03", "105")):
        an_actual(month.budi, month.patients, code, value)
        an_actual(month.budi, month.visits, code, "20")
    supervisor_ratings(month.budi, month.cast.sari, "2026-02", 4)
    month.evaluate("2026-Q1")
    evaluation = month.evaluation(period="2026-Q1")
    assert (evaluation.result_score, evaluation.behaviour_score) == (Decimal("101.33"), Decimal("105.00"))


def test_ratings_for_the_semester_itself_win_over_its_months(month: Month) -> None:
    supervisor_ratings(month.budi, month.cast.sari, "2026-S1", 5)
    month.evaluate("2026-S1")
    assert month.evaluation(period="2026-S1").behaviour_score == Decimal("120.00")


@pytest.fixture
def transferred(month: Month) -> Month:
    """Budi moves to the kecamatan on 10 February, under Dewi, with a plan there."""
    Placement.objects.filter(employee=month.budi).update(last_day=datetime.date(2026, 2, 9))
    a_placement(month.budi, month.cast.kecamatan, month.cast.dewi, first_day=datetime.date(2026, 2, 10))
    a_plan(month.budi, month.cast.kecamatan, {month.patients: ("100", "50")})
    return month


def test_a_month_belongs_to_the_plan_with_more_days_in_it(transferred: Month) -> None:
    transferred.evaluate("2026-02")
    assert Evaluation.objects.get(period__code="2026-02").agency == transferred.cast.kecamatan


def test_a_transfer_makes_one_evaluation_a_plan_in_the_semester(transferred: Month) -> None:
    transferred.evaluate("2026-S1")
    found = Evaluation.objects.filter(period__code="2026-S1").order_by("plan_days")
    assert list(found.values_list("plan_days", "rater")) == [
        (40, transferred.cast.sari.pk),
        (141, transferred.cast.dewi.pk),
    ]


def test_an_actual_serves_each_plan_in_which_the_item_is_due(transferred: Month) -> None:
    an_actual(transferred.budi, transferred.patients, "2026-02", "45")
    transferred.evaluate("2026-02")
    assert Evaluation.objects.get(period__code="2026-02").result_score == Decimal("90.00")


def test_an_acting_post_is_evaluated_beside_the_definitive_one(month: Month) -> None:
    a_placement(month.budi, month.cast.dinas, month.cast.ratna, kind=PlacementKind.ACTING, first_day=FEBRUARY)
    a_plan(month.budi, month.cast.dinas, {month.visits: ("100", "20")}, kind=PlacementKind.ACTING)
    month.evaluate("2026-02")
    kinds = Evaluation.objects.filter(period__code="2026-02").values_list("placement_kind", flat=True)
    assert sorted(kinds) == ["definitive", "plt"]


def test_a_new_supervisor_in_the_same_agency_keeps_the_plan(month: Month) -> None:
    Placement.objects.filter(employee=month.budi).update(last_day=datetime.date(2026, 1, 31))
    a_placement(month.budi, month.cast.puskesmas, month.cast.ratna, first_day=FEBRUARY)
    supervisor_ratings(month.budi, month.cast.ratna, "2026-02", 5)
    month.evaluate("2026-Q1")
    evaluation = month.evaluation(period="2026-Q1")
    # January by Sari (100), February by Ratna (120): each month counts what its own rater gave.
    assert (evaluation.plan_days, evaluation.behaviour_score) == (90, Decimal("110.00"))


def monthly(month: Month, values: dict[str, tuple[str, str]]) -> None:
    """Patients and visits of further months."""
    for code, (patients, visits) in values.items():
        an_actual(month.budi, month.patients, code, patients)
        an_actual(month.budi, month.visits, code, visits)


def test_a_quarter_follows_the_sums_and_not_the_mean_of_its_months(month: Month) -> None:
    month.plan.items.filter(indicator=month.patients).update(targets=["100", "10", "10", *[None] * 9])
    monthly(month, {"2026-02": ("0", "20"), "2026-03": ("0", "20")})
    month.evaluate("2026-Q1")
    sums = EvaluationItem.objects.get(period__code="2026-Q1", indicator_version__indicator=month.patients)
    # 95 of 120; the mean of 95, 0 and 0 percent would be 31.67.
    assert (sums.actual, sums.target, sums.attainment) == (Decimal(95), Decimal(120), Decimal("79.17"))


@pytest.fixture
def index(month: Month) -> Indicator:
    """Citra has one index, which is published once a year, for December."""
    found = an_indicator(month.cast.dinas, "IKU-3", pattern=Pattern.RELEASE, name="Indeks kepuasan")
    a_plan(month.cast.citra, month.cast.puskesmas, {found: ("100", [*[None] * 11, "80"])})
    return found


def of_the_index(month: Month, index: Indicator, period: str) -> EvaluationItem:
    """What a period made of it."""
    month.evaluate(period)
    return EvaluationItem.objects.get(period__code=period, indicator_version__indicator=index)


@pytest.mark.parametrize(("period", "state"), [("2026-S1", "not_measured"), ("2026", "waiting_release")])
def test_an_annual_index_burdens_no_half_year_and_no_waiting_year(
    month: Month, index: Indicator, period: str, state: str
) -> None:
    assert of_the_index(month, index, period).state == state


def test_an_annual_index_counts_in_the_year_in_which_it_is_published(month: Month, index: Indicator) -> None:
    an_actual(month.cast.citra, index, "2026-12", "76")
    item = of_the_index(month, index, "2026")
    assert (item.actual, item.attainment) == (Decimal(76), Decimal("95.00"))


def test_ratings_for_the_year_that_lack_a_dimension_leave_its_months_in_force(month: Month) -> None:
    supervisor_ratings(month.budi, month.cast.sari, "2026-02", 5)
    a_rating(month.budi, month.cast.sari, "2026", 1)
    month.evaluate("2026")
    assert month.evaluation(period="2026").behaviour_score == Decimal("110.00")


def test_ratings_for_a_quarter_are_no_ratings_for_its_year(month: Month) -> None:
    supervisor_ratings(month.budi, month.cast.sari, "2026-Q1", 5)
    month.evaluate("2026")
    assert month.evaluation(period="2026").behaviour_score == Decimal("100.00")


def test_attendance_over_a_quarter_is_the_mean_of_the_months_with_a_recap(month: Month) -> None:
    half = [{"source": "rubric:berakhlak", "weight": 50}, {"source": "attendance", "weight": 50}]
    a_scheme(behaviour={"components": half})
    for first, days in ((1, 0), (3, 2)):
        AttendanceRecap.objects.create(
            employee=month.budi, month=datetime.date(2026, first, 1), workdays=20, present=20 - days, absent=days
        )
    month.evaluate("2026-Q1")
    # (100 + 92) / 2 = 96 beside a rubric of 100
    assert month.evaluation(period="2026-Q1").behaviour_score == Decimal("98.00")


def test_a_year_with_a_transfer_weighs_both_plans_by_their_days(transferred: Month) -> None:
    transferred.evaluate("2026")
    found = Evaluation.objects.filter(period__code="2026").order_by("plan_days")
    assert list(found.values_list("plan_days", flat=True)) == [40, 325]


def test_a_plh_of_some_days_stands_beside_a_whole_year(month: Month) -> None:
    a_placement(
        month.budi,
        month.cast.dinas,
        month.cast.ratna,
        kind=PlacementKind.DAILY_ACTING,
        first_day=datetime.date(2026, 4, 28),
        last_day=datetime.date(2026, 5, 3),
    )
    a_plan(month.budi, month.cast.dinas, {month.visits: ("100", "20")}, kind=PlacementKind.DAILY_ACTING)
    month.evaluate("2026")
    found = Evaluation.objects.filter(period__code="2026").order_by("plan_days")
    assert list(found.values_list("placement_kind", "plan_days")) == [("plh", 6), ("definitive", 365)]


class TestWhatThePageSays:
    """The explanation of a longer period names the months that went in, and why others did not."""

    def page_of(self, month: Month, period: str) -> str:
        """Budi's own page."""
        month.evaluate(period)
        return " ".join(page(visitor(month.budi), f"/kinerja/?periode={period}").split())

    def test_the_months_of_the_plan_and_its_days(self, transferred: Month) -> None:
        text = self.page_of(transferred, "2026-S1")
        assert "Januari<br>" in text
        assert "40 hari kalender dalam periode" in text
        assert "141 hari kalender dalam periode" in text

    def test_each_month_with_what_became_of_it(self, month: Month) -> None:
        text = self.page_of(month, "2026-Q1")
        assert "Bulan demi bulan" in text
        assert "Realisasi Februari dan Maret belum dilaporkan" in text

    def test_the_months_that_nobody_rated(self, month: Month) -> None:
        text = self.page_of(month, "2026-Q1")
        assert "Februari dan Maret belum dinilai dan tidak ikut dalam rata-rata." in text

    def test_ratings_of_the_period_itself(self, month: Month) -> None:
        supervisor_ratings(month.budi, month.cast.sari, "2026-Q1", 4)
        assert "Yang dipakai penilaian untuk periode ini sendiri" in self.page_of(month, "2026-Q1")

    def test_a_month_says_nothing_of_months(self, month: Month) -> None:
        text = self.page_of(month, "2026-01")
        assert "Bulan demi bulan" not in text
        assert "hari kalender dalam periode" not in text
